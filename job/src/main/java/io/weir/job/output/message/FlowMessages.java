package io.weir.job.output.message;

import io.weir.codec.flow.FlowBatch;
import io.weir.job.documents.flow.ConversationId;
import io.weir.job.documents.flow.FlowDocument;
import io.weir.job.output.FlowSample;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.ids.IdText;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import org.apache.flink.metrics.MetricGroup;

/** A message of each flow that is taken, those of one conversation in one partition. */
final class FlowMessages implements MessageEmitter<EnrichedFlows> {

    private static final long serialVersionUID = 1L;
    private static final long OLDEST = TimeUnit.DAYS.toMillis(1);
    private static final long NEWEST = TimeUnit.MINUTES.toMillis(10);

    /** Writes the flow in a row. */
    interface Writer {
        byte[] write(EnrichedFlows flows, int row);
    }

    /** Makes the writer of a subtask. */
    interface Format extends Supplier<Writer>, Serializable {}

    private final Format format;
    private final int oneIn;

    private transient Writer writer;
    private transient ConversationId conversation;
    private transient FlowSample sample;

    /**
     * @param oneIn how many conversations there are for one that is taken
     */
    FlowMessages(Format format, int oneIn) {
        this.format = format;
        this.oneIn = oneIn;
    }

    @Override
    public void open(MetricGroup metrics) {
        writer = format.get();
        conversation = new ConversationId();
        sample = new FlowSample(oneIn, metrics);
    }

    @Override
    public void emit(EnrichedFlows flows, MessageCollector messages) {
        FlowBatch batch = flows.batch();
        for (int row = 0; row < flows.size(); row++) {
            if (sample.takes(batch, row)) {
                messages.add(key(batch, row), writer.write(flows, row), timestamp(batch, row));
            }
        }
    }

    @Nullable
    private byte[] key(FlowBatch batch, int row) {
        byte[] key = new byte[IdText.LENGTH];
        return conversation.write(batch, row, key) ? key : null;
    }

    /**
     * When the flow ended, where that is near the time of receipt: brokers refuse records that are
     * far ahead of their clock, and remove segments by the times of their records.
     */
    private static long timestamp(FlowBatch batch, int row) {
        long ahead = FlowDocument.endMillis(batch, row) - batch.receivedMillis();
        boolean near = -OLDEST <= ahead && ahead <= NEWEST;
        return batch.receivedMillis() + (near ? ahead : 0);
    }
}
