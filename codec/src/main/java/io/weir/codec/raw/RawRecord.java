package io.weir.codec.raw;

import io.weir.codec.flow.ExportProtocol;
import java.util.List;

/**
 * A record as it was exported.
 *
 * @param domain as {@link io.weir.codec.flow.FlowBatch#domain}
 * @param template the id of its template, 0 where the protocol has none
 * @param fields in the order of the template; an element that the template has twice is there twice
 */
public record RawRecord(
        ExportProtocol protocol,
        long domain,
        int template,
        RecordType type,
        List<RawField> fields) {

    public RawRecord {
        fields = List.copyOf(fields);
    }
}
