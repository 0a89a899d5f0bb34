package io.weir.benchmarks;

import io.weir.codec.Malformation;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.RecordListener;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.session.Transport;
import io.weir.codec.store.MemorySessionStore;
import java.util.List;

/** Decodes traffic again and again, after it has learned the templates once. */
final class Collector {

    private static final int PORT = 50_000;

    private final ExporterSession[] sessions;
    private final int[] exporters;
    private final SequenceNumbers numbers = new SequenceNumbers();
    private final byte[][] datagrams;
    private final FlowBatch batch = new FlowBatch();

    Collector(Traffic traffic) {
        this(traffic, SessionLimits.DEFAULTS);
    }

    Collector(Traffic traffic, SessionLimits limits) {
        this(traffic, limits, RecordListener.NONE);
    }

    Collector(Traffic traffic, SessionLimits limits, RecordListener records) {
        Datagrams sent = traffic.datagrams();
        List<Datagrams.Sent> flows = sent.flows();
        datagrams = flows.stream().map(datagram -> datagram.bytes).toArray(byte[][]::new);

        ExporterSession[] ofExporter = new ExporterSession[Traffic.EXPORTERS];
        for (int i = 0; i < ofExporter.length; i++) {
            ofExporter[i] =
                    new ExporterSession(
                            new MemorySessionStore(),
                            new Alarm(),
                            records,
                            Transport.DATAGRAMS,
                            limits);
        }
        batch.setOrigin(0, 0, PORT, Datagrams.EXPORT_MILLIS);
        for (Datagrams.Sent datagram : sent.templates()) {
            decode(ofExporter[datagram.exporter], datagram.exporter, datagram.bytes);
        }
        exporters = flows.stream().mapToInt(datagram -> datagram.exporter).toArray();
        sessions =
                flows.stream()
                        .map(datagram -> ofExporter[datagram.exporter])
                        .toArray(ExporterSession[]::new);
    }

    /** Decodes all datagrams; returns how many flows they had. */
    int decode() {
        int flows = 0;
        for (int i = 0; i < datagrams.length; i++) {
            batch.setOrigin(0, i, PORT, Datagrams.EXPORT_MILLIS);
            decode(sessions[i], exporters[i], datagrams[i]);
            flows += batch.size();
        }
        return flows;
    }

    private void decode(ExporterSession session, int exporter, byte[] datagram) {
        numbers.number(exporter, datagram);
        session.decode(datagram, batch);
        numbers.sent(exporter, datagram, batch.size());
    }

    byte[][] datagrams() {
        return datagrams;
    }

    /** The flows of the last datagram. */
    FlowBatch batch() {
        return batch;
    }

    /** Stops a benchmark that does not decode what it says. */
    static final class Alarm implements SessionListener {

        @Override
        public void count(SessionCounter counter, long amount) {
            switch (counter) {
                case OPTIONS_RECORDS,
                        OPTIONS_CHANGED,
                        COUNTER_SAMPLES,
                        TEMPLATES_ADDED,
                        SEQUENCE_WRAPS -> {}
                default ->
                        throw new IllegalStateException(
                                "A benchmark's session counts " + counter.meaning() + ".");
            }
        }

        @Override
        public void malformed(Malformation reason, int offset) {
            throw new IllegalStateException(
                    "A benchmark's datagram is malformed at " + offset + ": " + reason + ".");
        }
    }
}
