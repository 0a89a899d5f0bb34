package io.weir.job.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what exporters send. */
final class RecordedDatagrams implements DatagramSink {

    /** A datagram of a site's exporter. */
    @SuppressWarnings("ArrayRecordComponent") // identity of datagrams is never asked for
    record Sent(int site, long epochMicros, byte[] payload) {}

    private final List<Sent> sent = new ArrayList<>();

    @Override
    public boolean send(int site, long epochMicros, byte[] payload, int length) {
        sent.add(new Sent(site, epochMicros, Arrays.copyOf(payload, length)));
        return true;
    }

    @Override
    public String exporter(int site) {
        return AddressPlan.exporter(site).toString();
    }

    @Override
    public void close() {}

    List<Sent> all() {
        return sent;
    }

    List<byte[]> payloads() {
        return sent.stream().map(Sent::payload).toList();
    }

    List<byte[]> payloadsOf(int site) {
        return sent.stream().filter(s -> s.site() == site).map(Sent::payload).toList();
    }
}
