package io.weir.job.capture;

import io.weir.codec.IpAddress;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a classic pcap file: little-endian, microseconds, link type Ethernet.
 *
 * <pre>
 * | magic a1b2c3d4 | 2 | 4 | 0 | 0 | snap length | link type |     24 bytes
 * | seconds | microseconds | captured length | length | frame |  per packet
 * </pre>
 */
public final class PcapWriter implements Closeable {

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final OutputStream out;
    private final ByteBuffer recordHeader =
            ByteBuffer.allocate(PcapFormat.RECORD_HEADER).order(ByteOrder.LITTLE_ENDIAN);

    private PcapWriter(OutputStream out) throws IOException {
        this.out = out;
        out.write(
                ByteBuffer.allocate(PcapFormat.FILE_HEADER)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(PcapFormat.MAGIC_MICROS)
                        .putShort((short) 2)
                        .putShort((short) 4)
                        .putInt(0)
                        .putInt(0)
                        .putInt(PcapFormat.MAX_PACKET_BYTES)
                        .putInt(PcapFormat.LINKTYPE_ETHERNET)
                        .array());
    }

    /**
     * Creates the file, or empties the one that is there.
     *
     * @throws IOException if it cannot be created or written
     */
    public static PcapWriter open(Path file) throws IOException {
        return new PcapWriter(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
    }

    /**
     * Writes one UDP datagram as an Ethernet frame.
     *
     * @param epochMicros when it was sent, Unix microseconds
     * @param payload holds the UDP payload from {@code offset}, {@code length} bytes
     * @throws IllegalArgumentException if the addresses are of two families or the payload is
     *     longer than a datagram can be (65,507 bytes over IPv4, 65,527 over IPv6)
     */
    public void write(
            long epochMicros,
            IpAddress source,
            int sourcePort,
            IpAddress destination,
            int destinationPort,
            byte[] payload,
            int offset,
            int length)
            throws IOException {
        writeFrame(
                epochMicros,
                IpFrame.udp(
                        source, sourcePort, destination, destinationPort, payload, offset, length));
    }

    /**
     * Writes one Ethernet frame as it is, without frame check sequence.
     *
     * @param epochMicros when it was sent, Unix microseconds
     */
    public void writeFrame(long epochMicros, byte[] frame) throws IOException {
        recordHeader
                .clear()
                .putInt((int) Math.floorDiv(epochMicros, MICROS_PER_SECOND))
                .putInt(Math.floorMod(epochMicros, MICROS_PER_SECOND))
                .putInt(frame.length)
                .putInt(frame.length);
        out.write(recordHeader.array());
        out.write(frame);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
