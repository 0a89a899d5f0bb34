package io.weir.operators.conversations;

import static io.weir.operators.conversations.RecordLayout.BITS;
import static io.weir.operators.conversations.RecordLayout.END;
import static io.weir.operators.conversations.RecordLayout.EVIDENCE_SHIFT;
import static io.weir.operators.conversations.RecordLayout.EXPORTER;
import static io.weir.operators.conversations.RecordLayout.FROM_HIGHER;
import static io.weir.operators.conversations.RecordLayout.GOES_ON;
import static io.weir.operators.conversations.RecordLayout.HIGHER_BYTES;
import static io.weir.operators.conversations.RecordLayout.HIGHER_FLAGS_SHIFT;
import static io.weir.operators.conversations.RecordLayout.HIGHER_PACKETS;
import static io.weir.operators.conversations.RecordLayout.LOWER_BYTES;
import static io.weir.operators.conversations.RecordLayout.LOWER_PACKETS;
import static io.weir.operators.conversations.RecordLayout.PORTS;
import static io.weir.operators.conversations.RecordLayout.PORT_BITS;
import static io.weir.operators.conversations.RecordLayout.RECEIVED;
import static io.weir.operators.conversations.RecordLayout.SAMPLED;
import static io.weir.operators.conversations.RecordLayout.START;
import static io.weir.operators.conversations.RecordLayout.STRIDE;
import static io.weir.operators.conversations.RecordLayout.TCP_FLAGS;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.PreAggregator;
import io.weir.operators.SampledCounters;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.ids.FlowIds;
import java.util.Arrays;
import org.apache.flink.metrics.Counter;

/**
 * Notes of each flow what its conversation needs, in groups by bucket, before it crosses the
 * network.
 */
public final class ConversationRecorder extends PreAggregator<ConversationRecords> {

    /** The name of the counter of flows without addresses or protocol, which no one can join. */
    public static final String FLOWS_WITHOUT_CONVERSATION = "flowsWithoutConversation";

    private static final long serialVersionUID = 1L;

    /** Records of all buckets together, about a megabyte. */
    private static final int MOST_RECORDS = 8_192;

    private static final int FIRST_RECORDS = 16;

    /** No flow is longer: its start is wrong. */
    private static final long LONGEST_FLOW_MILLIS = 366 * 86_400_000L;

    /** IANA element 136: idle timeout, and end detected. */
    private static final int IDLE_TIMEOUT = 1;

    private static final int END_OF_FLOW = 3;

    private transient long[][] records;
    private transient int[] lengths;
    private transient int count;
    private transient long[] record;
    private transient Counter withoutConversation;

    @Override
    protected void start() {
        records = new long[ConversationRecords.BUCKETS][FIRST_RECORDS * STRIDE];
        lengths = new int[ConversationRecords.BUCKETS];
        record = new long[STRIDE];
        withoutConversation = getMetricGroup().counter(FLOWS_WITHOUT_CONVERSATION);
    }

    @Override
    protected void add(EnrichedFlows flows, long nowMillis) {
        FlowBatch batch = flows.batch();
        for (int row = 0; row < batch.size(); row++) {
            if (!FlowIds.hasConversation(batch, row)) {
                withoutConversation.inc();
            } else if (counts(FlowDirection.FORWARD, batch, row)
                    || counts(FlowDirection.REVERSE, batch, row)) {
                note(flows, row);
                keep();
            }
        }
    }

    /** What another observation point reports is of its conversation. */
    private static boolean counts(FlowDirection way, FlowBatch batch, int row) {
        return way.isIn(batch, row) && !way.isDuplicate(batch, row);
    }

    private void note(EnrichedFlows flows, int row) {
        FlowBatch batch = flows.batch();
        boolean fromHigher = noteEnds(batch, row);
        noteExporter(batch, row);
        noteTimes(batch, row);
        boolean isForth = counts(FlowDirection.FORWARD, batch, row);
        boolean isBack = counts(FlowDirection.REVERSE, batch, row);
        int sent = fromHigher ? 1 : 0;
        record[LOWER_BYTES + sent] = isForth ? FlowDirection.FORWARD.bytes(batch, row) : 0;
        record[LOWER_PACKETS + sent] = isForth ? FlowDirection.FORWARD.packets(batch, row) : 0;
        record[HIGHER_BYTES - sent] = isBack ? FlowDirection.REVERSE.bytes(batch, row) : 0;
        record[HIGHER_PACKETS - sent] = isBack ? FlowDirection.REVERSE.packets(batch, row) : 0;
        long flags = batch.getOr(FlowField.TCP_FLAGS, row, 0) & TCP_FLAGS;
        long flagsBack = batch.getOr(FlowField.REVERSE_TCP_FLAGS, row, 0) & TCP_FLAGS;
        long evidence = flows.clientEvidence(row);
        record[BITS] =
                flags << (fromHigher ? HIGHER_FLAGS_SHIFT : 0)
                        | flagsBack << (fromHigher ? 0 : HIGHER_FLAGS_SHIFT)
                        | (fromHigher ? RecordLayout.exchanged(evidence) : evidence)
                                << EVIDENCE_SHIFT
                        | (fromHigher ? FROM_HIGHER : 0)
                        | (SampledCounters.interval(batch, row) > 1 ? SAMPLED : 0)
                        | (goesOn(batch, row) ? GOES_ON : 0);
    }

    /** Returns whether the source is the higher end. */
    private boolean noteEnds(FlowBatch batch, int row) {
        long sourceHigh = batch.getHigh(FlowField.SOURCE_ADDRESS, row);
        long source = batch.get(FlowField.SOURCE_ADDRESS, row);
        long destinationHigh = batch.getHigh(FlowField.DESTINATION_ADDRESS, row);
        long destination = batch.get(FlowField.DESTINATION_ADDRESS, row);
        long sourcePort = FlowIds.port(batch, row, FlowField.SOURCE_PORT);
        long destinationPort = FlowIds.port(batch, row, FlowField.DESTINATION_PORT);
        int order = IpAddress.compare(sourceHigh, source, destinationHigh, destination);
        if (order == 0) {
            order = Long.compare(sourcePort, destinationPort);
        }
        boolean fromHigher = order > 0;
        int at = fromHigher ? 2 : 0;
        record[at] = sourceHigh;
        record[at + 1] = source;
        record[2 - at] = destinationHigh;
        record[3 - at] = destination;
        record[PORTS] =
                (batch.get(FlowField.PROTOCOL, row) << (2 * PORT_BITS))
                        | ((fromHigher ? destinationPort : sourcePort) << PORT_BITS)
                        | (fromHigher ? sourcePort : destinationPort);
        return fromHigher;
    }

    /** Behind a mediator the device that it names saw the flow. */
    private void noteExporter(FlowBatch batch, int row) {
        long high = 0;
        long low = 0;
        if (batch.has(FlowField.ORIGINAL_EXPORTER, row)) {
            high = batch.getHigh(FlowField.ORIGINAL_EXPORTER, row);
            low = batch.get(FlowField.ORIGINAL_EXPORTER, row);
        }
        boolean isNamed = (high | low) != 0;
        record[EXPORTER] = isNamed ? high : batch.exporterHigh();
        record[EXPORTER + 1] = isNamed ? low : batch.exporterLow();
    }

    /** Times may be any 64 bits that an exporter sent. */
    private void noteTimes(FlowBatch batch, int row) {
        long received = batch.receivedMillis();
        long end = batch.getOr(FlowField.END_MILLIS, row, batch.exportMillis());
        if (end < 0 || end > received) {
            end = received;
        }
        long start = batch.getOr(FlowField.START_MILLIS, row, end);
        if (start < 0 || start > end || end - start > LONGEST_FLOW_MILLIS) {
            start = end;
        }
        record[RECEIVED] = received;
        record[START] = start;
        record[END] = end;
    }

    private static boolean goesOn(FlowBatch batch, int row) {
        long reason = batch.getOr(FlowField.END_REASON, row, 0);
        return reason != IDLE_TIMEOUT && reason != END_OF_FLOW;
    }

    private void keep() {
        int bucket = ConversationRecords.bucketOf(RecordLayout.hash(record, 0));
        int length = lengths[bucket];
        if (length == records[bucket].length) {
            records[bucket] = Arrays.copyOf(records[bucket], 2 * length);
        }
        System.arraycopy(record, 0, records[bucket], length, STRIDE);
        lengths[bucket] = length + STRIDE;
        if (++count == MOST_RECORDS) {
            flush();
        }
    }

    @Override
    protected void flush() {
        for (int bucket = 0; bucket < lengths.length && count > 0; bucket++) {
            if (lengths[bucket] > 0) {
                long[] values = Arrays.copyOf(records[bucket], lengths[bucket]);
                lengths[bucket] = 0;
                emit(new ConversationRecords(bucket, values));
            }
        }
        count = 0;
    }

    /** Conversations are looked at once a second: what came before must be there by then. */
    @Override
    protected boolean isNeededBy(long watermarkMillis, long previousMillis) {
        return ConversationJoin.tickBefore(watermarkMillis)
                != ConversationJoin.tickBefore(previousMillis);
    }
}
