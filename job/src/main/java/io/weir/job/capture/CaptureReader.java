package io.weir.job.capture;

import io.weir.udp.Datagram;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Reads the UDP datagrams of one capture file, in the file's order and with bounded memory.
 *
 * <p>The format is told by the first bytes: pcap, pcapng, either of them in gzip or zstd, or a bare
 * datagram, which is a file that starts with a version of NetFlow, IPFIX or sFlow 5, or is named
 * {@code .dat}: the whole file is one payload, sent from 127.0.0.1 port 0 when the file was last
 * changed. The {@link Datagram#receivedMillis() receive time} is the packet's time.
 *
 * <p>A file that ends inside a packet, packed or not, gives the datagrams before it; {@link
 * CaptureStatistics#cutAt()} tells. Not safe for use by several threads.
 */
public final class CaptureReader implements Closeable {

    private final CaptureInput input;
    private final PacketFile packets;
    private final CapturedPacket packet = new CapturedPacket();
    private final PacketCounters counters = new PacketCounters();
    private final UdpExtractor extractor = new UdpExtractor(counters);
    private OptionalLong cutAt = OptionalLong.empty();
    private boolean ended;

    private CaptureReader(CaptureInput input, PacketFile packets) {
        this.input = input;
        this.packets = packets;
    }

    /**
     * Opens a capture file.
     *
     * @throws CaptureFormatException if it is none, or its header is damaged
     * @throws IOException if it cannot be read
     */
    public static CaptureReader open(Path file) throws IOException {
        CaptureInput input = CaptureInput.open(file);
        try {
            return new CaptureReader(input, packetsOf(input));
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private static PacketFile packetsOf(CaptureInput input) throws IOException {
        int magic = input.peekMagic();
        if (PcapFile.isMagic(magic)) {
            return PcapFile.open(input);
        }
        long fileMicros = Files.getLastModifiedTime(input.file()).to(TimeUnit.MICROSECONDS);
        if (magic == PcapngFile.SECTION_HEADER) {
            return new PcapngFile(input, fileMicros);
        }
        if (BareDatagram.isExportVersion(magic) || input.file().toString().endsWith(".dat")) {
            return new BareDatagram(input, fileMicros);
        }
        throw input.damaged(
                0,
                "pcap, pcapng, gzip or zstd of either, or a datagram of NetFlow, IPFIX or sFlow",
                input.isAtEnd() ? "an empty file" : String.format("the bytes %08x", magic));
    }

    /**
     * The next datagram, or null after the last.
     *
     * @throws CaptureFormatException if the file is damaged here
     * @throws IOException if it cannot be read
     */
    public Datagram next() throws IOException {
        CapturedDatagram captured = nextCaptured();
        return captured == null ? null : captured.datagram();
    }

    /** Like {@link #next()}, with what the capture says besides. */
    CapturedDatagram nextCaptured() throws IOException {
        while (readPacket()) {
            counters.countPacket();
            CapturedDatagram datagram = extractor.extract(packet);
            if (datagram != null) {
                return datagram;
            }
        }
        return null;
    }

    private boolean readPacket() throws IOException {
        if (ended) {
            return false;
        }
        try {
            ended = !packets.next(packet);
        } catch (EOFException e) {
            ended = true;
            cutAt = OptionalLong.of(input.offset());
        }
        if (ended) {
            extractor.end();
        }
        return !ended;
    }

    /** What became of the packets read so far. */
    public CaptureStatistics statistics() {
        return counters.snapshot(cutAt);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
