package io.weir.benchmarks.load;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.udp.Datagram;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;

/** Counts what arrives, for this process to read: datagrams, or batches and their flows. */
final class CountingSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final List<Writer<?>> WRITERS = new CopyOnWriteArrayList<>();

    /** Datagrams, or batches. */
    static long elements() {
        return WRITERS.stream().mapToLong(writer -> writer.elements.get()).sum();
    }

    static long flows() {
        return WRITERS.stream().mapToLong(writer -> writer.flows.get()).sum();
    }

    @Override
    @Deprecated // the variant that Flink 1.20 calls by default; gone in 2.x
    public SinkWriter<T> createWriter(InitContext context) {
        Writer<T> writer = new Writer<>();
        WRITERS.add(writer);
        return writer;
    }

    /** One thread writes, others read. */
    private static final class Writer<T> implements SinkWriter<T> {

        private final AtomicLong elements = new AtomicLong();
        private final AtomicLong flows = new AtomicLong();

        @Override
        public void write(T element, Context context) {
            elements.lazySet(elements.getPlain() + 1);
            if (element instanceof FlowBatch batch) {
                flows.lazySet(flows.getPlain() + batch.size());
            } else if (element instanceof EnrichedFlows enriched) {
                flows.lazySet(flows.getPlain() + enriched.size());
            } else if (!(element instanceof Datagram)) {
                throw new IllegalStateException("Neither datagram nor batch: " + element);
            }
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
