-- id: cleartext-login
-- title: Telnet or FTP session from outside
-- category: policy
-- severity: 50
-- technique: T1040
-- window: 60 s, every 10 s
-- measure: packets
-- description: Somebody outside has a session over Telnet or FTP with a host inside: long enough to
--   send a password, which everybody on the way can read.
-- references: RFC 854, RFC 959
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
WHERE destination_port IN (21, 23) AND NOT source_inside AND destination_inside
GROUP BY source_ip, destination_ip, destination_port, window_start, window_end
HAVING SUM(packets) >= 10
