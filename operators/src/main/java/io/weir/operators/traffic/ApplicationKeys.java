package io.weir.operators.traffic;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.enrich.ApplicationName;
import io.weir.operators.enrich.EnrichedFlows;
import javax.annotation.Nullable;

/**
 * Books flows under the hash of their application's name, alone or beside way and service. What
 * names a flow is remembered with the hash of the name, so that in steady state no text is made.
 */
final class ApplicationKeys {

    private static final long NO_APPLICATION = 0;

    private final TextHashes texts = new TextHashes();

    void application(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            long key = of(flows.flows(), flows.row(entry));
            sums.add(flows, entry, key, 0, 0, 0, ApplicationKeys::text);
        }
    }

    void wayServiceAndApplication(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            long way = KeyBooking.wayKey(flows.flows(), flows.row(entry));
            long service = KeyBooking.serviceKey(flows.flows(), flows.row(entry));
            long application = of(flows.flows(), flows.row(entry));
            sums.add(flows, entry, way, service, application, 0, KeyText.NONE);
        }
    }

    /** The name of the application; null if the flow says none. */
    @Nullable
    static String text(BookedFlows flows, int entry) {
        return ApplicationName.of(flows.flows(), flows.row(entry));
    }

    private long of(EnrichedFlows flows, int row) {
        String ofOperator = ApplicationName.ofOperator(flows, row);
        if (ofOperator != null) {
            return texts.of(ofOperator);
        }
        FlowBatch batch = flows.batch();
        if (batch.has(FlowField.APPLICATION_NAME, row)) {
            long ofExporter = texts.ofSlice(batch, FlowField.APPLICATION_NAME, row);
            if (ofExporter != TextHashes.EMPTY) {
                return ofExporter;
            }
        }
        return batch.has(FlowField.APPLICATION_ID, row)
                ? keyOf(ApplicationName.ofId(flows, row))
                : NO_APPLICATION;
    }

    private long keyOf(@Nullable String name) {
        return name == null ? NO_APPLICATION : texts.of(name);
    }
}
