package io.weir.job.elasticsearch.bulk;

import io.weir.job.config.ElasticsearchConfiguration;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes the documents of a stream to Elasticsearch 7. Each is there at least once; one with an id
 * is there once, and one with a version is never replaced by an older one. The job neither fails
 * nor waits with its checkpoints because of Elasticsearch.
 *
 * @param <T> an element of the stream
 */
public final class ElasticsearchSink<T> implements Sink<T>, SupportsWriterState<T, Bulk> {

    private static final long serialVersionUID = 1L;

    private final String stream;
    private final ElasticsearchConfiguration configuration;
    private final BulkLimits limits;
    private final DocumentEmitter<T> emitter;

    /**
     * @param stream what the documents are, for messages, dead letters, and their folder on disk
     */
    public ElasticsearchSink(
            String stream,
            ElasticsearchConfiguration configuration,
            BulkLimits limits,
            DocumentEmitter<T> emitter) {
        this.stream = stream;
        this.configuration = configuration;
        this.limits = limits;
        this.emitter = emitter;
    }

    @Override
    @Deprecated
    public SinkWriter<T> createWriter(InitContext context) {
        throw new UnsupportedOperationException("Flink 1.20 calls the other one.");
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<T, Bulk> restoreWriter(
            WriterInitContext context, Collection<Bulk> notAcknowledged) {
        emitter.open(context.metricGroup());
        BulkClient client = BulkClient.open(configuration);
        Clock clock = Clock.systemUTC();
        SinkCounters counters = new SinkCounters(context.metricGroup());
        Backlog backlog = new Backlog(limits.waitingBytes(), spill(clock, counters));
        notAcknowledged.forEach(backlog::add);
        return new ElasticsearchWriter<>(
                emitter,
                limits,
                backlog,
                client,
                context.getMailboxExecutor(),
                new Timers(context.getProcessingTimeService()),
                new DeadLetters(configuration.indexPrefix(), stream, clock),
                counters,
                new OutageLog(stream, clock));
    }

    private Spill spill(Clock clock, SinkCounters counters) {
        return limits.spill() == null
                ? new NoSpill()
                : DiskSpill.open(stream, limits.spill(), clock, counters);
    }

    @Override
    public SimpleVersionedSerializer<Bulk> getWriterStateSerializer() {
        return new BulkSerializer();
    }
}
