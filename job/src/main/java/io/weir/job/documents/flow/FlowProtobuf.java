package io.weir.job.documents.flow;

import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.protobuf.ProtobufWriter;
import io.weir.operators.SampledCounters;
import io.weir.operators.enrich.ApplicationName;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.ids.FlowIds;
import io.weir.operators.enrich.ids.IdText;
import io.weir.operators.enrich.networks.TrafficDirection;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes flows as messages {@code weir.v1.Flow}, whose schema is in {@code weir/v1/messages.proto}.
 * The numbers here are those of the schema. Not thread-safe. Allocates the bytes of the message,
 * and the texts that the exporter put into the record.
 */
public final class FlowProtobuf {

    private static final int SOURCE_FIELDS = 100;
    private static final int DESTINATION_FIELDS = 130;
    private static final int SOURCE = 1;
    private static final int DESTINATION = 2;

    /** Below the label an entry has three experimental bits and the end of the stack. */
    private static final int LABEL_SHIFT = 4;

    private static final int LABEL_MASK = 0xf_ffff;

    private final FlowView flow = new FlowView();
    private final ProtobufWriter message = new ProtobufWriter();
    private final FlowEndMessage source = new FlowEndMessage(SOURCE_FIELDS);
    private final FlowEndMessage destination = new FlowEndMessage(DESTINATION_FIELDS);
    private final FlowIds ids = new FlowIds();
    private final ConversationId conversation = new ConversationId();
    private final byte[] idText = new byte[IdText.LENGTH];
    private final Map<ClientReason, String> reasons = new EnumMap<>(ClientReason.class);

    private final int oneIn;

    /**
     * @param oneIn the flows that a message stands for, itself included; 1 where none is left out
     */
    public FlowProtobuf(int oneIn) {
        this.oneIn = oneIn;
        for (ClientReason reason : ClientReason.values()) {
            reasons.put(reason, reason.label());
        }
    }

    /** The message of the flow in this row. */
    public byte[] write(EnrichedFlows flows, int row) {
        flow.moveTo(flows, row);
        message.start();
        writeIds(flows.batch(), row);
        writeMessage(flows.batch());
        if (oneIn > 1) {
            message.put(88, oneIn);
        }
        writeTraffic(flows.batch(), row);
        FlowColumns.write(flow, message);
        writeLabels();
        writeNames(flows.batch(), row);
        writeRoles(flows, row);
        writeDuplicates();
        source.write(flow, flow.source(), message);
        destination.write(flow, flow.destination(), message);
        return message.finish();
    }

    private void writeIds(FlowBatch batch, int row) {
        ids.record(batch, row);
        IdText.write(ids.high(), ids.low(), idText, 0);
        message.put(1, idText);
        if (conversation.write(batch, row, idText)) {
            message.put(2, idText);
        }
    }

    private void writeMessage(FlowBatch batch) {
        boolean mediated = flow.hasSpecified(FlowField.ORIGINAL_EXPORTER);
        message.putAddress(
                13,
                mediated ? flow.getHigh(FlowField.ORIGINAL_EXPORTER) : batch.exporterHigh(),
                mediated ? flow.get(FlowField.ORIGINAL_EXPORTER) : batch.exporterLow());
        message.put(16, batch.receivedMillis());
        message.put(17, batch.exportMillis());
        message.put(18, batch.protocol().code());
        message.put(19, batch.domain());
        message.put(21, batch.sequence());
        message.putAddress(22, batch.exporterHigh(), batch.exporterLow());
        message.put(23, batch.exporterPort());
        byte[] name = flow.flows().exporterName();
        if (name != null) {
            message.put(24, name);
        }
        if (batch.clockSkewMillis() != 0) {
            message.putSigned(82, batch.clockSkewMillis());
        }
    }

    private void writeTraffic(FlowBatch batch, int row) {
        long start = flow.getOr(FlowField.START_MILLIS, -1);
        if (TimestampText.isIndexable(start)) {
            message.put(3, start);
        }
        message.put(4, flow.endMillis());
        putIfKnown(7, flow.port(FlowField.SOURCE_PORT));
        putIfKnown(8, flow.port(FlowField.DESTINATION_PORT));
        putIfKnown(9, flow.protocol());
        if (SampledCounters.hasBytes(batch, row)) {
            message.put(10, SampledCounters.bytes(batch, row));
        }
        if (SampledCounters.hasPackets(batch, row)) {
            message.put(11, SampledCounters.packets(batch, row));
        }
        if (SampledCounters.hasReverseBytes(batch, row)) {
            message.put(29, SampledCounters.reverseBytes(batch, row));
        }
        if (SampledCounters.hasReversePackets(batch, row)) {
            message.put(30, SampledCounters.reversePackets(batch, row));
        }
    }

    private void putIfKnown(int field, int value) {
        if (value >= 0) {
            message.put(field, value);
        }
    }

    private void writeLabels() {
        for (int i = 0; i < FlowField.MPLS_LABELS.size(); i++) {
            FlowField entry = FlowField.MPLS_LABELS.get(i);
            if (flow.has(entry)) {
                message.put(56, flow.get(entry) >>> LABEL_SHIFT & LABEL_MASK);
            }
        }
    }

    private void writeNames(FlowBatch batch, int row) {
        message.put(65, batch.text(FlowField.VRF_NAME, row));
        message.put(78, ApplicationName.of(flow.flows(), flow.row()));
        message.put(79, batch.text(FlowField.USER_NAME, row));
        message.put(80, flow.inputName());
        message.put(81, flow.outputName());
    }

    private void writeDuplicates() {
        if (flow.has(FlowField.DUPLICATE_WAYS)) {
            if (DuplicateSection.isDuplicate(flow)) {
                message.put(89, true);
            } else {
                message.put(90, DuplicateSection.way(flow));
            }
        }
        if (flow.has(FlowField.OBSERVATION_POINTS)) {
            for (String point : ObservationPointText.of(flow.batch(), flow.row())) {
                message.put(91, point);
            }
        }
    }

    private void writeRoles(EnrichedFlows flows, int row) {
        if (flow.client() != null) {
            long evidence = flows.clientEvidence(row);
            message.put(84, ClientEvidence.isSource(evidence) ? SOURCE : DESTINATION);
            message.put(85, ClientEvidence.confidence(evidence));
            message.put(86, reasons.get(ClientEvidence.reason(evidence)));
        }
        TrafficDirection direction = flows.direction(row);
        if (direction != null) {
            message.put(87, direction.text());
        }
    }
}
