package io.weir.codec.packet;

import io.weir.codec.flow.FlowBatch;

/**
 * Reads the first bytes of a packet down to its innermost flow, and sets what they say in a row of
 * a batch: link, network and transport fields, and of a packet in a tunnel the addresses, protocol
 * and identifier of the outermost one.
 *
 * <p>Nothing is thrown for a packet that ends early or makes no sense: the fields up to there are
 * set. No packet has more than {@value #MAX_HEADERS} headers read. Nothing is allocated.
 *
 * <p>Not thread-safe.
 */
public final class PacketDissector {

    /** A tag, a label stack or an extension header is a header each. */
    private static final int MAX_HEADERS = 32;

    private final Dissection packet = new Dissection();

    /**
     * Reads the bytes of a sampled header.
     *
     * @param headerProtocol the format of the first header, as sFlow v5 numbers them; of one that
     *     is not read, nothing is set
     * @param from the first byte of the packet
     * @param to the first byte after what was sampled of the packet
     */
    public void dissect(
            long headerProtocol, byte[] bytes, int from, int to, FlowBatch batch, int row) {
        dissect(HeaderProtocol.first(headerProtocol), bytes, from, to, batch, row);
    }

    /** Reads a packet that starts with the header of an Ethernet frame (IANA element 315). */
    public void dissectEthernet(byte[] bytes, int from, int to, FlowBatch batch, int row) {
        dissect(Header.ETHERNET, bytes, from, to, batch, row);
    }

    /** Reads a packet that starts with the header of IPv4 or IPv6 (IANA element 313). */
    public void dissectIp(byte[] bytes, int from, int to, FlowBatch batch, int row) {
        dissect(Header.IP, bytes, from, to, batch, row);
    }

    private void dissect(Header first, byte[] bytes, int from, int to, FlowBatch batch, int row) {
        packet.begin(bytes, from, to, batch, row);
        Header next = first;
        for (int headers = 0; next != Header.NONE && headers < MAX_HEADERS; headers++) {
            next = read(next, packet);
        }
    }

    private static Header read(Header header, Dissection packet) {
        return switch (header) {
            case NONE -> Header.NONE;
            case ETHERNET -> EthernetHeader.read(packet);
            case VLAN_TAG -> VlanTag.read(packet);
            case LLC -> LlcHeader.read(packet);
            case MPLS -> MplsLabels.read(packet);
            case PPPOE -> PppoeHeader.read(packet);
            case PPP -> PppHeader.read(packet);
            case IP -> IpVersion.next(packet);
            case IPV4 -> Ipv4Header.read(packet);
            case IPV6 -> Ipv6Header.read(packet);
            case IPV6_EXTENSION -> Ipv6Extension.read(packet);
            case IPV6_FRAGMENT -> Ipv6Fragment.read(packet);
            case IPV6_AUTHENTICATION -> Ipv6Authentication.read(packet);
            case TCP -> TcpHeader.read(packet);
            case UDP -> UdpHeader.read(packet);
            case SCTP -> SctpHeader.read(packet);
            case ICMP -> IcmpHeader.read(packet);
            case GRE -> GreHeader.read(packet);
            case VXLAN -> VxlanHeader.read(packet);
            case GENEVE -> GeneveHeader.read(packet);
        };
    }
}
