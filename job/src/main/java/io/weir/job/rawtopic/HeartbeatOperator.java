package io.weir.job.rawtopic;

import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.udp.Datagram;
import java.security.SecureRandom;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts the input's time among its datagrams: a heartbeat for every partition each second, with the
 * watermark of that moment. One comes before the first datagram and one, the farewell, at the end
 * of the input.
 *
 * <p>A watermark that stands still is repeated: a writer that is behind is not a dead one.
 */
final class HeartbeatOperator extends AbstractStreamOperator<RawRecord>
        implements OneInputStreamOperator<Datagram, RawRecord>, ProcessingTimeCallback {

    static final long INTERVAL_MILLIS = 1_000;

    private static final long serialVersionUID = 1L;
    private static final long NO_TIME_YET = Long.MIN_VALUE;

    private final PartitionCount partitions;

    private transient StreamRecord<RawRecord> reuse;
    private transient Counter heartbeatsWritten;
    private transient Counter connectionEndsWritten;
    private transient long writer;
    private transient long completeMillis;

    HeartbeatOperator(PartitionCount partitions) {
        this.partitions = partitions;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    public void open() throws Exception {
        super.open();
        reuse = new StreamRecord<>(null);
        heartbeatsWritten = getMetricGroup().counter(RawTopicMetric.HEARTBEATS_WRITTEN.id());
        connectionEndsWritten =
                getMetricGroup().counter(RawTopicMetric.CONNECTION_ENDS_WRITTEN.id());
        writer = new SecureRandom().nextLong();
        completeMillis = NO_TIME_YET;
        partitions.open();
        registerNextTimer();
    }

    @Override
    public void processElement(StreamRecord<Datagram> element) {
        if (element.getValue().endsConnection()) {
            connectionEndsWritten.inc();
        }
        output.collect(reuse.replace(new Received(element.getValue()), element.getTimestamp()));
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        boolean first = completeMillis == NO_TIME_YET;
        completeMillis = watermark.getTimestamp();
        if (first || completeMillis == Long.MAX_VALUE) {
            beat();
        }
        super.processWatermark(watermark);
    }

    @Override
    public void onProcessingTime(long now) {
        if (completeMillis != NO_TIME_YET && completeMillis != Long.MAX_VALUE) {
            beat();
        }
        registerNextTimer();
    }

    private void registerNextTimer() {
        var time = getProcessingTimeService();
        // Its future tells nothing: a callback that throws fails the task.
        var unused = time.registerTimer(time.getCurrentProcessingTime() + INTERVAL_MILLIS, this);
    }

    private void beat() {
        int count = partitions.current();
        for (int partition = 0; partition < count; partition++) {
            output.collect(
                    reuse.replace(
                            new Heartbeat(partition, writer, completeMillis), completeMillis));
        }
        heartbeatsWritten.inc(count);
    }

    @Override
    public void close() throws Exception {
        partitions.close();
        super.close();
    }
}
