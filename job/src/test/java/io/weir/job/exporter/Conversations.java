package io.weir.job.exporter;

import io.weir.codec.IpAddress;
import io.weir.job.capture.IpFrame;
import io.weir.job.capture.PcapWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Collects the packets of conversations; times are microseconds after the start. */
final class Conversations {

    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int PSH = 0x08;
    private static final int ACK = 0x10;

    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int ICMP_HEADER = 8;
    private static final int MAX_PAYLOAD = 1400;

    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST_V6 = 128;
    private static final int ECHO_REPLY_V6 = 129;
    private static final int UNREACHABLE = 3;
    private static final int PORT_UNREACHABLE = 3;

    @SuppressWarnings("ArrayRecordComponent") // packets are never compared
    private record Packet(long micros, byte[] frame) {}

    private final List<Packet> packets = new ArrayList<>();
    private final long startMicros;

    Conversations(long startMicros) {
        this.startMicros = startMicros;
    }

    int packets() {
        return packets.size();
    }

    void write(PcapWriter writer) throws IOException {
        List<Packet> inTime = new ArrayList<>(packets);
        inTime.sort(Comparator.comparingLong(Packet::micros));
        for (Packet packet : inTime) {
            writer.writeFrame(startMicros + packet.micros(), packet.frame());
        }
    }

    /** A session with handshake, acknowledged requests and answers, and a close from both sides. */
    void tcpSession(
            Random random, long at, IpAddress client, int port, IpAddress server, int serverPort) {
        TcpSide asking = new TcpSide(client, port, server, serverPort, random.nextInt());
        TcpSide answering = new TcpSide(server, serverPort, client, port, random.nextInt());
        long time = at;
        time = asking.send(time, answering, SYN, 0);
        time = answering.send(time, asking, SYN | ACK, 0);
        time = asking.send(time, answering, ACK, 0);
        int requests = 1 + random.nextInt(8);
        for (int i = 0; i < requests; i++) {
            time = asking.send(time, answering, PSH | ACK, 1 + random.nextInt(400));
            int segments = 1 + random.nextInt(4);
            for (int j = 0; j < segments; j++) {
                time = answering.send(time, asking, PSH | ACK, 1 + random.nextInt(MAX_PAYLOAD));
            }
            time = asking.send(time, answering, ACK, 0);
        }
        time = asking.send(time, answering, FIN | ACK, 0);
        time = answering.send(time, asking, FIN | ACK, 0);
        asking.send(time, answering, ACK, 0);
    }

    /** Requests with one answer each. */
    void udpExchange(
            Random random, long at, IpAddress client, int port, IpAddress server, int serverPort) {
        long time = at;
        int requests = 1 + random.nextInt(6);
        for (int i = 0; i < requests; i++) {
            udp(time, client, port, server, serverPort, random.nextInt(200));
            udp(time + 10_000, server, serverPort, client, port, random.nextInt(MAX_PAYLOAD));
            time += 50_000;
        }
    }

    /** Echo requests with their replies. */
    void ping(Random random, long at, IpAddress client, IpAddress server) {
        int request = client.isIpv4() ? ECHO_REQUEST : ECHO_REQUEST_V6;
        int reply = client.isIpv4() ? ECHO_REPLY : ECHO_REPLY_V6;
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            long time = at + 100_000L * i;
            icmp(time, client, server, request, 0, new byte[56]);
            icmp(time + 5_000, server, client, reply, 0, new byte[56]);
        }
    }

    void syn(long at, IpAddress source, int port, IpAddress destination, int destinationPort) {
        TcpSide scanner = new TcpSide(source, port, destination, destinationPort, 1);
        scanner.send(at, new TcpSide(destination, destinationPort, source, port, 0), SYN, 0);
    }

    void portUnreachable(long at, IpAddress source, IpAddress destination) {
        icmp(at, source, destination, UNREACHABLE, PORT_UNREACHABLE, new byte[28]);
    }

    private void udp(
            long at, IpAddress source, int port, IpAddress destination, int toPort, int length) {
        ByteBuffer segment = ByteBuffer.allocate(UDP_HEADER + length);
        segment.putShort((short) port)
                .putShort((short) toPort)
                .putShort((short) (UDP_HEADER + length));
        add(at, source, destination, IpFrame.UDP, segment);
    }

    private void icmp(
            long at, IpAddress source, IpAddress destination, int type, int code, byte[] rest) {
        ByteBuffer message = ByteBuffer.allocate(ICMP_HEADER + rest.length);
        message.put((byte) type).put((byte) code).position(ICMP_HEADER);
        message.put(rest);
        add(at, source, destination, source.isIpv4() ? IpFrame.ICMP : IpFrame.ICMPV6, message);
    }

    private void add(
            long at, IpAddress source, IpAddress destination, int protocol, ByteBuffer segment) {
        byte[] bytes = new byte[segment.capacity()];
        segment.get(0, bytes);
        packets.add(new Packet(at, IpFrame.of(source, destination, protocol, bytes)));
    }

    /** One end of a TCP connection and what it has sent. */
    private final class TcpSide {

        private static final int STEP_MICROS = 2_000;
        private static final int WINDOW = 65_535;

        private final IpAddress address;
        private final int port;
        private final IpAddress peer;
        private final int peerPort;
        private int sequence;

        TcpSide(IpAddress address, int port, IpAddress peer, int peerPort, int sequence) {
            this.address = address;
            this.port = port;
            this.peer = peer;
            this.peerPort = peerPort;
            this.sequence = sequence;
        }

        /** Sends a segment and returns the time of the next. */
        long send(long at, TcpSide to, int flags, int length) {
            ByteBuffer segment = ByteBuffer.allocate(TCP_HEADER + length);
            segment.putShort((short) port)
                    .putShort((short) peerPort)
                    .putInt(sequence)
                    .putInt((flags & ACK) == 0 ? 0 : to.sequence)
                    .put((byte) ((TCP_HEADER / 4) << 4))
                    .put((byte) flags)
                    .putShort((short) WINDOW);
            sequence += length + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
            add(at, address, peer, IpFrame.TCP, segment);
            return at + STEP_MICROS;
        }
    }
}
