-- id: p2p-client
-- title: File sharing with many peers
-- category: policy
-- severity: 30
-- window: 60 s, every 10 s
-- measure: hosts
-- enabled: false
-- description: A host inside talks to many hosts outside on the usual ports of BitTorrent and
--   eDonkey. Clients that choose other ports are not seen.
SELECT
  source_ip,
  APPROX_DISTINCT(destination_ip) AS hits,
  COUNT(*) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  HOP(TABLE tcp_watched, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
WHERE (destination_port BETWEEN 6881 AND 6889 OR destination_port = 4662)
  AND source_inside AND NOT destination_inside
GROUP BY source_ip, window_start, window_end
HAVING APPROX_DISTINCT(destination_ip) >= 10
