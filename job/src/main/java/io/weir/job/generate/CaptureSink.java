package io.weir.job.generate;

import io.weir.job.capture.PcapWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the datagrams to a pcap file, with the addresses of the {@link AddressPlan}. */
final class CaptureSink implements DatagramSink {

    private static final int COLLECTOR_PORT = 2055;
    private static final int FIRST_EXPORTER_PORT = 50_000;

    private final PcapWriter writer;

    CaptureSink(Path file) throws IOException {
        writer = PcapWriter.open(file);
    }

    @Override
    public boolean send(int site, long epochMicros, byte[] payload, int length) throws IOException {
        writer.write(
                epochMicros,
                AddressPlan.exporter(site),
                FIRST_EXPORTER_PORT + site,
                AddressPlan.COLLECTOR,
                COLLECTOR_PORT,
                payload,
                0,
                length);
        return true;
    }

    @Override
    public String exporter(int site) {
        return AddressPlan.exporter(site).toString();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
