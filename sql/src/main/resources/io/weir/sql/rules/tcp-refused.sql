-- id: tcp-refused
-- title: Refused by many hosts
-- category: scan
-- severity: 50
-- technique: T1046
-- window: 60 s, every 10 s
-- measure: hosts
-- enabled: false
-- description: Many hosts answer one with nothing but resets within a minute: it knocks at closed
--   ports. The finding names whom they answer. Sees scans also where exporters report no lone SYN.
SELECT
  destination_ip AS source_ip,
  APPROX_DISTINCT(source_ip) AS hits,
  COUNT(*) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  HOP(TABLE tcp_reset, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
GROUP BY destination_ip, window_start, window_end
HAVING APPROX_DISTINCT(source_ip) >= 25
