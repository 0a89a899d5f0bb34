-- id: udp-reflector
-- title: A host inside reflects to somebody outside
-- category: reflection
-- severity: 60
-- technique: T1498.002
-- window: 60 s, every 10 s
-- measure: octets
-- enabled: false
-- description: A service inside that answers with more than it is asked (NTP, SSDP, memcached, SNMP,
--   LDAP, chargen, portmapper) sends one host outside large answers, 10 MB or more within a minute.
-- references: US-CERT TA14-017A
SELECT
  source_ip,
  destination_ip,
  SUM(octets) AS hits,
  COUNT(*) AS flows,
  SUM(packets) AS packets,
  SUM(octets) AS octets,
  window_start,
  window_end
FROM TABLE(
  HOP(TABLE udp_watched, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
WHERE source_port IN (17, 19, 111, 123, 161, 389, 1900, 3702, 11211)
  AND source_inside AND NOT destination_inside
GROUP BY source_ip, destination_ip, window_start, window_end
HAVING SUM(octets) >= 10000000 AND SUM(octets) > SUM(packets) * 200
