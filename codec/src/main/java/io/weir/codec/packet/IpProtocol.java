package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/** The protocols above IP (IANA, Protocol Numbers) whose headers are read. */
final class IpProtocol {

    static final int GRE = 47;
    static final int UDP = 17;

    private static final int HOP_BY_HOP = 0;
    private static final int ICMP = 1;
    private static final int IPV4 = 4;
    private static final int TCP = 6;
    private static final int IPV6 = 41;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int ICMPV6 = 58;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int SCTP = 132;
    private static final int MPLS = 137;

    /** Of segment routing over IPv6 (RFC 8986 §9.1). */
    private static final int ETHERNET = 143;

    private IpProtocol() {}

    /** Takes the protocol of an IP packet, and says what follows. */
    static Header read(Dissection packet, int protocol) {
        packet.set(FlowField.PROTOCOL, protocol);
        return switch (protocol) {
            case ICMP, ICMPV6 -> Header.ICMP;
            case TCP -> Header.TCP;
            case UDP -> Header.UDP;
            case SCTP -> Header.SCTP;
            case GRE -> Header.GRE;
            case IPV4 -> inTunnel(packet, protocol, Header.IPV4);
            case IPV6 -> inTunnel(packet, protocol, Header.IPV6);
            case MPLS -> inTunnel(packet, protocol, Header.MPLS);
            case ETHERNET -> inTunnel(packet, protocol, Header.ETHERNET);
            default -> Header.NONE;
        };
    }

    /** Takes the next header of an IPv6 packet, which may be an extension of its own header. */
    static Header readNextHeader(Dissection packet, int nextHeader) {
        return switch (nextHeader) {
            case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS ->
                    extension(packet, nextHeader, Header.IPV6_EXTENSION);
            case FRAGMENT -> extension(packet, nextHeader, Header.IPV6_FRAGMENT);
            case AUTHENTICATION -> extension(packet, nextHeader, Header.IPV6_AUTHENTICATION);
            default -> read(packet, nextHeader);
        };
    }

    /** Until the protocol behind the extension is known, and if it is cut off, this is all. */
    private static Header extension(Dissection packet, int nextHeader, Header header) {
        packet.set(FlowField.PROTOCOL, nextHeader);
        return header;
    }

    private static Header inTunnel(Dissection packet, int protocol, Header inner) {
        packet.tunnel(protocol);
        return inner;
    }
}
