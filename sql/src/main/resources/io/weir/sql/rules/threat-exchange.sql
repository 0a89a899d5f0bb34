-- id: threat-exchange
-- title: Data both ways with a host on a list of threats
-- category: threat
-- severity: 70
-- technique: T1071
-- window: 60 s, every 10 s
-- measure: octets
-- enabled: false
-- description: A host inside and a host outside that is on a list of threats both send data, more
--   than handshakes and refusals. Needs threats.feeds.
SELECT
  IF(source_inside, source_ip, destination_ip) AS source_ip,
  IF(source_inside, destination_ip, source_ip) AS destination_ip,
  SUM(octets) AS hits,
  COUNT(*) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  HOP(TABLE threats, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
WHERE source_inside <> destination_inside
  AND IF(source_inside, destination_feeds, source_feeds) IS NOT NULL
GROUP BY
  IF(source_inside, source_ip, destination_ip),
  IF(source_inside, destination_ip, source_ip),
  window_start,
  window_end
HAVING SUM(IF(source_inside, octets, 0)) >= 500 AND SUM(IF(source_inside, 0, octets)) >= 500
