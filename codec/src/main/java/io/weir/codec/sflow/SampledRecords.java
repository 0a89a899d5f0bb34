package io.weir.codec.sflow;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.packet.PacketDissector;

/**
 * The records that describe the sampled packet itself: its first bytes, or what the agent read in
 * them.
 *
 * <pre>
 * header (0:1)   | protocol | length of the frame | stripped | length | first bytes |
 * Ethernet (0:2) | length | source (8) | destination (8) | type |
 * IPv4 (0:3)     | length | protocol | source | destination | ports (2 * 4) | TCP flags | ToS |
 * IPv6 (0:4)     | length | protocol | source (16) | destination (16) | ports | flags | priority |
 * </pre>
 */
final class SampledRecords {

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;

    private final PacketDissector dissector = new PacketDissector();

    /** Takes the length of the frame, and what its first bytes say. */
    void readHeader(XdrReader in, FlowBatch batch, int row) throws MalformedDatagramException {
        long protocol = in.uint32();
        batch.set(FlowField.BYTES, row, in.uint32());
        in.uint32(); // stripped: octets that were cut off at the end, such as the FCS
        long length = in.uint32();
        int from = in.position();
        int received = (int) Math.min(length, in.remaining());
        dissector.dissect(protocol, in.bytes(), from, from + received, batch, row);
        if (received < length) {
            throw new MalformedDatagramException(Malformation.INVALID_SAMPLE, from);
        }
    }

    void readEthernet(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        long length = in.uint32();
        long source = in.mac();
        long destination = in.mac();
        long type = in.uint32();
        flow.fill(FlowField.BYTES, length);
        flow.fill(FlowField.SOURCE_MAC, source);
        flow.fill(FlowField.DESTINATION_MAC, destination);
        flow.fill(FlowField.ETHERTYPE, type);
    }

    void readIpv4(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        long length = in.uint32();
        long protocol = in.uint32();
        flow.fillIpv4(FlowField.SOURCE_ADDRESS, in);
        flow.fillIpv4(FlowField.DESTINATION_ADDRESS, in);
        flow.fill(FlowField.IP_VERSION, 4);
        readTransport(length, protocol, in, flow);
    }

    void readIpv6(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        long length = in.uint32();
        long protocol = in.uint32();
        flow.fillIpv6(FlowField.SOURCE_ADDRESS, in);
        flow.fillIpv6(FlowField.DESTINATION_ADDRESS, in);
        flow.fill(FlowField.IP_VERSION, 6);
        readTransport(length, protocol, in, flow);
    }

    private static void readTransport(long length, long protocol, XdrReader in, FlowRow flow)
            throws MalformedDatagramException {
        long sourcePort = in.uint32();
        long destinationPort = in.uint32();
        long tcpFlags = in.uint32();
        long typeOfService = in.uint32();
        flow.fill(FlowField.BYTES, length);
        flow.fill(FlowField.TOS, typeOfService);
        if (flow.has(FlowField.PROTOCOL)) {
            return; // of the header, which knows its own ports
        }
        flow.set(FlowField.PROTOCOL, protocol);
        if (hasPorts(protocol)) {
            flow.set(FlowField.SOURCE_PORT, sourcePort);
            flow.set(FlowField.DESTINATION_PORT, destinationPort);
        }
        if (protocol == TCP) {
            flow.set(FlowField.TCP_FLAGS, tcpFlags);
        }
    }

    /** The socket of a server or client: the remote end is taken for the source. */
    void readSocketIpv4(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        long protocol = in.uint32();
        flow.fillIpv4(FlowField.DESTINATION_ADDRESS, in);
        flow.fillIpv4(FlowField.SOURCE_ADDRESS, in);
        readSocketPorts(protocol, in, flow);
    }

    void readSocketIpv6(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        long protocol = in.uint32();
        flow.fillIpv6(FlowField.DESTINATION_ADDRESS, in);
        flow.fillIpv6(FlowField.SOURCE_ADDRESS, in);
        readSocketPorts(protocol, in, flow);
    }

    private static void readSocketPorts(long protocol, XdrReader in, FlowRow flow)
            throws MalformedDatagramException {
        long localPort = in.uint32();
        long remotePort = in.uint32();
        if (!flow.has(FlowField.PROTOCOL)) {
            flow.set(FlowField.PROTOCOL, protocol);
            flow.fill(FlowField.SOURCE_PORT, remotePort);
            flow.fill(FlowField.DESTINATION_PORT, localPort);
        }
    }

    private static boolean hasPorts(long protocol) {
        return protocol == TCP || protocol == UDP || protocol == SCTP;
    }
}
