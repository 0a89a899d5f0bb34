package io.weir.job.exporter;

import io.weir.codec.IpAddress;

/**
 * One direction of a flow as an exporter itself reports it.
 *
 * <p>ICMP and ICMPv6 have source port 0 and as destination port the type times 256 plus the code.
 *
 * @param octets bytes of the IP packets, headers included
 */
public record ReportedFlow(
        IpAddress source,
        int sourcePort,
        IpAddress destination,
        int destinationPort,
        int protocol,
        long packets,
        long octets) {}
