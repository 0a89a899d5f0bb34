-- id: smtp-fan-out
-- title: One host inside sends mail to many servers outside
-- category: anomaly
-- severity: 60
-- technique: T1071.003
-- window: 60 s, every 10 s
-- measure: hosts
-- enabled: false
-- description: A host inside talks SMTP to many mail servers outside within a minute. Mail servers
--   do that: leave yours out in a copy of this rule. Of other hosts it is spam.
SELECT
  source_ip,
  25 AS destination_port,
  APPROX_DISTINCT(destination_ip) AS hits,
  COUNT(*) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  HOP(TABLE tcp_watched, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
WHERE destination_port = 25 AND source_inside AND NOT destination_inside
GROUP BY source_ip, window_start, window_end
HAVING APPROX_DISTINCT(destination_ip) >= 20
