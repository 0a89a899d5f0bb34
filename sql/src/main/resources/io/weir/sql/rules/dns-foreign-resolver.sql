-- id: dns-foreign-resolver
-- title: Questions to a DNS resolver outside
-- category: policy
-- severity: 30
-- technique: T1071.004
-- window: 60 s, every 10 s
-- measure: packets
-- enabled: false
-- description: A host inside asks one DNS server outside again and again. Resolvers that forward do
--   so: leave yours out in a copy of this rule. Other hosts go round what your resolver logs and
--   filters.
SELECT
  source_ip,
  destination_ip,
  53 AS destination_port,
  SUM(packets) AS hits,
  COUNT(*) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  HOP(TABLE dns, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
WHERE source_inside AND NOT destination_inside
GROUP BY source_ip, destination_ip, window_start, window_end
HAVING SUM(packets) >= 30
