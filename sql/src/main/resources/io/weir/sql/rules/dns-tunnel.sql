-- id: dns-tunnel
-- title: A host sends much to one DNS server
-- category: anomaly
-- severity: 60
-- technique: T1071.004
-- window: 60 s, every 10 s
-- measure: octets
-- description: A host inside sends a server many long questions: more than 200 kB within a minute,
--   at more than 110 octets each. Questions for names that people use are shorter; those of a tunnel
--   carry data.
SELECT
  source_ip,
  destination_ip,
  53 AS destination_port,
  SUM(octets) AS hits,
  COUNT(*) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  HOP(TABLE dns, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
WHERE source_inside
GROUP BY source_ip, destination_ip, window_start, window_end
HAVING SUM(octets) >= 200000 AND SUM(octets) > SUM(packets) * 110
