-- id: icmp-tunnel
-- title: Much data over ICMP between two hosts
-- category: anomaly
-- severity: 50
-- technique: T1095
-- window: 60 s, every 10 s
-- measure: octets
-- description: One host sends another more than 1 MB of echo messages within a minute, fewer than
--   would be a flood. A ping each second is less than a hundredth of that.
-- references: RFC 792, RFC 4443
SELECT
  source_ip,
  destination_ip,
  SUM(octets) AS hits,
  COUNT(*) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  HOP(TABLE icmp, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
WHERE source_inside <> destination_inside
  AND ((protocol = 1 AND icmp_type IN (0, 8)) OR (protocol = 58 AND icmp_type IN (128, 129)))
GROUP BY source_ip, destination_ip, window_start, window_end
HAVING SUM(octets) >= 1000000 AND SUM(packets) < 60000
