-- id: irc-contact
-- title: Session with an IRC server outside
-- category: policy
-- severity: 40
-- technique: T1071
-- window: 60 s, every 10 s
-- measure: packets
-- description: A host inside has a session on a port of IRC with a host outside. Few people chat so
--   any more; bots still take their orders there.
-- references: RFC 7194
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
  HOP(TABLE tcp_watched, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
WHERE (destination_port BETWEEN 6660 AND 6669 OR destination_port = 6697)
  AND source_inside AND NOT destination_inside
GROUP BY source_ip, destination_ip, destination_port, window_start, window_end
HAVING SUM(packets) >= 8
