package io.weir.codec.capture;

import io.weir.codec.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the UDP datagrams of a pcap file of Ethernet and IP without fragments: test captures. */
public final class ExportCapture {

    public static final class Packet {

        /** Of the datagram in its file, from 1. */
        public final int number;

        public final IpAddress exporter;
        public final byte[] payload;

        Packet(int number, IpAddress exporter, byte[] payload) {
            this.number = number;
            this.exporter = exporter;
            this.payload = payload;
        }
    }

    private static final int MAGIC = 0xa1b2c3d4;
    private static final int FILE_HEADER_LENGTH = 24;
    private static final int ETHERNET_LENGTH = 14;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final short ETHERTYPE_IPV6 = (short) 0x86dd;
    private static final int IPV6_HEADER_LENGTH = 40;
    private static final int UDP = 17;
    private static final int UDP_HEADER_LENGTH = 8;

    private ExportCapture() {}

    public static List<Packet> read(Path pcap) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(pcap)).order(ByteOrder.LITTLE_ENDIAN);
        if (file.getInt(0) != MAGIC) {
            file.order(ByteOrder.BIG_ENDIAN);
        }
        List<Packet> packets = new ArrayList<>();
        file.position(FILE_HEADER_LENGTH);
        while (file.hasRemaining()) {
            int length = file.getInt(file.position() + 8);
            ByteBuffer frame = file.slice(file.position() + 16, length);
            file.position(file.position() + 16 + length);
            Packet packet = packet(packets.size() + 1, frame);
            if (packet != null) {
                packets.add(packet);
            }
        }
        return packets;
    }

    /** The UDP datagram in the frame, or null if it has none. */
    private static Packet packet(int number, ByteBuffer frame) {
        int ip = ETHERNET_LENGTH;
        if (frame.getShort(12) == ETHERTYPE_IPV4 && frame.get(ip + 9) == UDP) {
            byte[] source = bytes(frame, ip + 12, 4);
            return packet(number, source, frame, ip + 4 * (frame.get(ip) & 0xf));
        }
        if (frame.getShort(12) == ETHERTYPE_IPV6 && frame.get(ip + 6) == UDP) {
            return packet(number, bytes(frame, ip + 8, 16), frame, ip + IPV6_HEADER_LENGTH);
        }
        return null;
    }

    private static Packet packet(int number, byte[] source, ByteBuffer frame, int udp) {
        int length = (frame.getShort(udp + 4) & 0xffff) - UDP_HEADER_LENGTH;
        byte[] payload = bytes(frame, udp + UDP_HEADER_LENGTH, length);
        return new Packet(number, IpAddress.ofBytes(source), payload);
    }

    private static byte[] bytes(ByteBuffer frame, int offset, int length) {
        byte[] bytes = new byte[length];
        frame.get(offset, bytes);
        return bytes;
    }
}
