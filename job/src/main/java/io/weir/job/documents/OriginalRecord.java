package io.weir.job.documents;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.Arrays;
import java.util.List;

/** The part of a flow's document that has the record as exported. */
public final class OriginalRecord {

    private OriginalRecord() {}

    /** The objects that records are in, by their protocol. */
    public static List<String> objects() {
        return Arrays.stream(ExportProtocol.values())
                .map(OriginalRecord::object)
                .distinct()
                .toList();
    }

    private static String object(ExportProtocol protocol) {
        return protocol.dataset();
    }

    /** Writes nothing of flows whose records are not kept. */
    static void write(FlowBatch batch, int row, JsonDocument json) {
        if (batch.has(FlowField.ORIGINAL_RECORD, row)) {
            json.putJson(object(batch.protocol()), batch.text(FlowField.ORIGINAL_RECORD, row));
        }
    }
}
