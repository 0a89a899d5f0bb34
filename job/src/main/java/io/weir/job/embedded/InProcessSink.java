package io.weir.job.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * A sink that gives its elements to the process that started the job. Only for a job in this
 * process, and for elements that nobody changes: they are handed over as they are.
 *
 * <p>Flink serializes sinks, so the elements wait under a name that both sides know.
 */
public final class InProcessSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Queue<Object>> RECEIVED = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    public InProcessSink() {
        RECEIVED.put(id, new ConcurrentLinkedQueue<>());
    }

    /** What the sink received so far, in no particular order, and nothing from then on. */
    @SuppressWarnings("unchecked") // only this sink puts elements under its id
    public List<T> takeAll() {
        return (List<T>) List.copyOf(RECEIVED.remove(id));
    }

    @Override
    @Deprecated // the variant that Flink 1.20 calls by default; gone in 2.x
    public SinkWriter<T> createWriter(InitContext context) {
        return new Writer<>(RECEIVED.get(id));
    }

    private record Writer<T>(Queue<Object> received) implements SinkWriter<T> {

        @Override
        public void write(T element, Context context) throws IOException {
            received.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
