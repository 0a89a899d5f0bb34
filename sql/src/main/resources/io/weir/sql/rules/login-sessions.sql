-- id: login-sessions
-- title: Many login sessions from one host to one service
-- category: brute-force
-- severity: 70
-- technique: T1110
-- window: 60 s, every 10 s
-- measure: flows
-- enabled: false
-- description: One source opens many short sessions to a login service (SSH, Telnet, SMB, RDP, VNC)
--   of one host within a minute. A person logs in a few times; a password guesser does not stop.
SELECT
  source_ip,
  destination_ip,
  destination_port,
  COUNT(*) AS hits,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  HOP(TABLE tcp_login, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
GROUP BY source_ip, destination_ip, destination_port, window_start, window_end
HAVING COUNT(*) >= 30 AND SUM(packets) < COUNT(*) * 60
