-- id: data-exfiltration
-- title: Very much data sent to one host outside
-- category: anomaly
-- severity: 40
-- technique: T1048
-- window: 10 min, every 10 s
-- measure: octets
-- enabled: false
-- description: A host inside sends one host outside 2 GB or more within ten minutes, and gets less
--   than a tenth of that back. Uploads and backups do that too: leave their hosts out in a copy of
--   this rule.
SELECT
  IF(source_inside, source_ip, destination_ip) AS source_ip,
  IF(source_inside, destination_ip, source_ip) AS destination_ip,
  SUM(IF(source_inside, octets, 0)) AS hits,
  SUM(flow_count) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  CUMULATE(TABLE traffic_10s, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '10' MINUTE))
WHERE source_inside <> destination_inside
GROUP BY
  IF(source_inside, source_ip, destination_ip),
  IF(source_inside, destination_ip, source_ip),
  window_start,
  window_end
HAVING SUM(IF(source_inside, octets, 0)) >= 2000000000
  AND SUM(IF(source_inside, octets, 0)) > 10 * SUM(IF(source_inside, 0, octets))
