-- id: mining-pool
-- title: Session with a mining pool
-- category: policy
-- severity: 50
-- technique: T1496
-- window: 10 min, every 10 s
-- measure: packets
-- description: A host inside keeps a session on a port that mining pools listen on, with small
--   packets as the protocol Stratum has them.
SELECT
  source_ip,
  destination_ip,
  destination_port,
  SUM(packets) AS hits,
  COUNT(*) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  CUMULATE(TABLE tcp_watched, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '10' MINUTE))
WHERE destination_port IN (3333, 10128, 14433, 14444, 20128, 45560, 45700)
  AND source_inside AND NOT destination_inside
GROUP BY source_ip, destination_ip, destination_port, window_start, window_end
HAVING SUM(packets) >= 20 AND SUM(octets) < SUM(packets) * 400
