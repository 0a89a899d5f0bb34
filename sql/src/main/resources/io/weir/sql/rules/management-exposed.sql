-- id: management-exposed
-- title: Management or database service used from outside
-- category: policy
-- severity: 60
-- technique: T1133
-- window: 60 s, every 10 s
-- measure: packets
-- description: A host outside exchanges data with file sharing, remote desktop, remote management or
--   a database of a host inside. Knocking and a refused handshake are fewer packets than asked for.
SELECT
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
WHERE NOT source_inside AND destination_inside
  AND destination_port IN (
    135, 139, 445, 1433, 1521, 2375, 3306, 3389, 5432, 5900, 5985, 5986, 6379, 9200, 11211, 27017)
GROUP BY destination_ip, destination_port, window_start, window_end
HAVING SUM(packets) >= 20
