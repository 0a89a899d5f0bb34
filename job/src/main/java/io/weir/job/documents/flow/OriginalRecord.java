package io.weir.job.documents.flow;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.ObjectPath;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The record as exported, in an object called after its protocol, where records are kept. */
public final class OriginalRecord implements Section {

    private final Map<ExportProtocol, ObjectPath> objects = new EnumMap<>(ExportProtocol.class);

    OriginalRecord() {
        for (ExportProtocol protocol : ExportProtocol.values()) {
            objects.put(protocol, ObjectPath.of(object(protocol)));
        }
    }

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

    @Override
    public void write(FlowView flow, FieldJson json) {
        if (flow.has(FlowField.ORIGINAL_RECORD)) {
            json.putJson(
                    objects.get(flow.batch().protocol()),
                    flow.batch().text(FlowField.ORIGINAL_RECORD, flow.row()));
        }
    }
}
