package io.weir.operators;

import io.weir.operators.enrich.EnrichedFlows;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums up flows before a shuffle, so that what crosses the network is per key and not per flow.
 *
 * <p>It holds no checkpointed state: it flushes before a checkpoint barrier, before it forwards a
 * watermark, at least once per second of receive time, when it has no more room, and at the end of
 * the input.
 */
public abstract class PreAggregator<P> extends AbstractStreamOperator<P>
        implements OneInputStreamOperator<EnrichedFlows, P>, BoundedOneInput {

    private static final long serialVersionUID = 1L;
    private static final long FLUSH_INTERVAL_MILLIS = 1_000;

    private transient StreamRecord<P> record;
    private transient long watermarkMillis;
    private transient long flushedMillis;

    protected PreAggregator() {
        chainingStrategy = ChainingStrategy.ALWAYS;
    }

    /** Makes the empty sums. */
    protected abstract void start();

    /**
     * Adds the flows of a batch; may {@link #flush} when there is no more room.
     *
     * @param nowMillis the time that windows are judged by: the watermark, or before the first one
     *     the time of receipt
     */
    protected abstract void add(EnrichedFlows flows, long nowMillis);

    /** Emits all sums with {@link #emit} and forgets them. */
    protected abstract void flush();

    /** As {@link #flush}, and what that may leave for later: it would be lost with a restart. */
    protected void flushAll() {
        flush();
    }

    /**
     * Whether who takes the sums does something with them as soon as it sees a watermark.
     *
     * @param previousMillis the watermark before it; {@link Long#MIN_VALUE} if it is the first
     */
    protected boolean isNeededBy(long watermarkMillis, long previousMillis) {
        return true;
    }

    @Override
    public final void open() throws Exception {
        super.open();
        record = new StreamRecord<>(null);
        watermarkMillis = Long.MIN_VALUE;
        flushedMillis = Long.MIN_VALUE;
        start();
    }

    @Override
    public final void processElement(StreamRecord<EnrichedFlows> element) {
        EnrichedFlows flows = element.getValue();
        long receivedMillis = flows.batch().receivedMillis();
        if (flushedMillis == Long.MIN_VALUE) {
            flushedMillis = receivedMillis;
        } else if (receivedMillis - flushedMillis >= FLUSH_INTERVAL_MILLIS) {
            flush();
            flushedMillis = receivedMillis;
        }
        record.setTimestamp(receivedMillis);
        add(flows, watermarkMillis == Long.MIN_VALUE ? receivedMillis : watermarkMillis);
    }

    /** Emits a partial sum with the time of the newest flow as its timestamp. */
    protected final void emit(P partial) {
        output.collect(record.replace(partial));
    }

    @Override
    public final void processWatermark(Watermark mark) throws Exception {
        if (isNeededBy(mark.getTimestamp(), watermarkMillis)) {
            flush();
        }
        watermarkMillis = mark.getTimestamp();
        super.processWatermark(mark);
    }

    @Override
    public final void prepareSnapshotPreBarrier(long checkpointId) {
        flushAll();
    }

    @Override
    public final void endInput() {
        flushAll();
    }
}
