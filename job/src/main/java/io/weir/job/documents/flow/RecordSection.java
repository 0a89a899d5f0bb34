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

    RecordSection() {
        for (ExportProtocol protocol : ExportProtocol.values()) {
            protocols.put(protocol, protocol.name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void write(FlowView flow, FieldJson json) {
        FlowBatch batch = flow.batch();
        int row = flow.row();
        json.put(RecordFields.PROTOCOL, protocols.get(batch.protocol()));
        json.putUnsigned(RecordFields.DOMAIN, batch.domain());
        json.putUnsigned(RecordFields.SEQUENCE, batch.sequence());
        json.put(RecordFields.TEMPLATE, batch, row, FlowField.TEMPLATE_ID);
        json.putAddress(RecordFields.EXPORTER_IP, batch.exporterHigh(), batch.exporterLow());
        json.put(RecordFields.EXPORTER_PORT, batch.exporterPort());
        json.putAsText(RecordFields.EXPORTER_FLOW_ID, batch, row, FlowField.FLOW_ID);
        writeCounters(batch, row, json);
    }

    private static void writeCounters(FlowBatch batch, int row, FieldJson json) {
        json.put(RawCounterFields.BYTES, batch, row, FlowField.BYTES);
        json.put(RawCounterFields.PACKETS, batch, row, FlowField.PACKETS);
        json.put(RawCounterFields.REVERSE_BYTES, batch, row, FlowField.REVERSE_BYTES);
        json.put(RawCounterFields.REVERSE_PACKETS, batch, row, FlowField.REVERSE_PACKETS);
        json.put(RawCounterFields.TOTAL_BYTES, batch, row, FlowField.TOTAL_BYTES);
        json.put(RawCounterFields.TOTAL_PACKETS, batch, row, FlowField.TOTAL_PACKETS);
        json.put(RawCounterFields.REVERSE_TOTAL_BYTES, batch, row, FlowField.REVERSE_TOTAL_BYTES);
        json.put(
                RawCounterFields.REVERSE_TOTAL_PACKETS,
                batch,
                row,
                FlowField.REVERSE_TOTAL_PACKETS);
        json.put(RawCounterFields.OUT_BYTES, batch, row, FlowField.OUT_BYTES);
        json.put(RawCounterFields.OUT_PACKETS, batch, row, FlowField.OUT_PACKETS);
        json.put(RawCounterFields.LAYER2_BYTES, batch, row, FlowField.LAYER2_BYTES);
        json.put(RawCounterFields.DROPPED_BYTES, batch, row, FlowField.DROPPED_BYTES);
        json.put(RawCounterFields.DROPPED_PACKETS, batch, row, FlowField.DROPPED_PACKETS);
        json.put(RawCounterFields.FLOWS, batch, row, FlowField.FLOW_COUNT);
    }
}
