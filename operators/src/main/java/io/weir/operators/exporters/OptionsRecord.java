package io.weir.operators.exporters;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.operators.types.TransportSession;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a record of an options template says, to be told when it is new or has changed.
 *
 * @param timeMillis receive time, Unix milliseconds
 * @param kind what it describes, in kebab-case: {@code sampler}, {@code interface}…
 * @param domain as {@link io.weir.codec.flow.FlowBatch#domain}
 * @param scope what of the exporter it is about, the same text for the same thing; empty for the
 *     exporter as a whole
 * @param values by the name of the information element, scope fields too; numbers in decimal
 */
public record OptionsRecord(
        TransportSession session,
        long timeMillis,
        String kind,
        ExportProtocol protocol,
        long domain,
        int template,
        String scope,
        Map<String, String> values)
        implements ExporterNotice {

    public OptionsRecord {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public IpAddress exporter() {
        return session.exporter();
    }

    @Override
    public long connection() {
        return session.connection();
    }
}
