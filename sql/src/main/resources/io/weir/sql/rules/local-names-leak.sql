-- id: local-names-leak
-- title: Name service of the local link goes outside
-- category: policy
-- severity: 30
-- technique: T1557.001
-- window: 60 s, every 10 s
-- measure: packets
-- description: A host inside sends NetBIOS, LLMNR or mDNS to a host outside. What belongs on one
--   link tells strangers the names in use, and in their answers can draw log-in attempts.
-- references: RFC 1002, RFC 4795, RFC 6762
SELECT
  source_ip,
  destination_port,
  SUM(packets) AS hits,
  COUNT(*) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  HOP(TABLE udp_watched, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
WHERE destination_port IN (137, 138, 5353, 5355)
  AND source_inside AND NOT destination_inside
  AND destination_ip NOT LIKE '224.0.0.%' AND destination_ip NOT LIKE 'ff02:%'
  AND destination_ip NOT LIKE '%.255'
GROUP BY source_ip, destination_port, window_start, window_end
HAVING SUM(packets) >= 10
