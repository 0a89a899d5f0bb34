package io.weir.job.documents.flow;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.RawCounterFields;
import io.weir.job.documents.fields.RecordFields;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Which record the flow is from, and its counters as exported. */
final class RecordSection implements Section {

    private final Map<ExportProtocol, String> protocols = new EnumMap<>(ExportProtocol.class);

    private final BatchMembers ofBatch =
            new BatchMembers(RecordFields.PROTOCOL.object(), this::writeBatch);

    private final BatchMembers exporter =
            new BatchMembers(RecordFields.EXPORTER_IP.object(), RecordSection::writeExporter);

    RecordSection() {
        for (ExportProtocol protocol : ExportProtocol.values()) {
            protocols.put(protocol, protocol.name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void write(FlowView flow, FieldJson json) {
        ofBatch.write(flow, json);
        exporter.write(flow, json);
        json.putAsText(RecordFields.EXPORTER_FLOW_ID, flow, FlowField.FLOW_ID);
        json.put(RecordFields.TEMPLATE, flow, FlowField.TEMPLATE_ID);
        writeCounters(flow, json);
    }

    private void writeBatch(FlowView flow, FieldJson json) {
        FlowBatch batch = flow.batch();
        json.put(RecordFields.PROTOCOL, protocols.get(batch.protocol()));
        json.putUnsigned(RecordFields.DOMAIN, batch.domain());
        json.putUnsigned(RecordFields.SEQUENCE, batch.sequence());
    }

    private static void writeExporter(FlowView flow, FieldJson json) {
        json.putAddress(RecordFields.EXPORTER_IP, flow.sender());
        json.put(RecordFields.EXPORTER_PORT, flow.batch().exporterPort());
    }

    private static void writeCounters(FlowView flow, FieldJson json) {
        json.put(RawCounterFields.BYTES, flow, FlowField.BYTES);
        json.put(RawCounterFields.PACKETS, flow, FlowField.PACKETS);
        json.put(RawCounterFields.REVERSE_BYTES, flow, FlowField.REVERSE_BYTES);
        json.put(RawCounterFields.REVERSE_PACKETS, flow, FlowField.REVERSE_PACKETS);
        json.put(RawCounterFields.TOTAL_BYTES, flow, FlowField.TOTAL_BYTES);
        json.put(RawCounterFields.TOTAL_PACKETS, flow, FlowField.TOTAL_PACKETS);
        json.put(RawCounterFields.REVERSE_TOTAL_BYTES, flow, FlowField.REVERSE_TOTAL_BYTES);
        json.put(RawCounterFields.REVERSE_TOTAL_PACKETS, flow, FlowField.REVERSE_TOTAL_PACKETS);
        json.put(RawCounterFields.OUT_BYTES, flow, FlowField.OUT_BYTES);
        json.put(RawCounterFields.OUT_PACKETS, flow, FlowField.OUT_PACKETS);
        json.put(RawCounterFields.LAYER2_BYTES, flow, FlowField.LAYER2_BYTES);
        json.put(RawCounterFields.DROPPED_BYTES, flow, FlowField.DROPPED_BYTES);
        json.put(RawCounterFields.DROPPED_PACKETS, flow, FlowField.DROPPED_PACKETS);
        json.put(RawCounterFields.FLOWS, flow, FlowField.FLOW_COUNT);
    }
}
