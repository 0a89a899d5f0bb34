package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.EventFields;
import io.weir.operators.enrich.names.FlowEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;

/** What happened, and when. */
final class EventSection implements Section {

    private static final List<String> CONNECTION = List.of("connection");
    private static final int WARNING = 4;
    private static final int INFORMATIONAL = 6;

    private final BatchMembers ofBatch =
            new BatchMembers(EventFields.KIND.object(), EventSection::writeBatch);

    private final KeptMembers connections =
            new KeptMembers(
                    EventFields.TYPE.object(), INFORMATIONAL + 1, EventSection::writeConnection);

    private static void writeConnection(FieldJson json, int severity) {
        json.put(EventFields.TYPE, CONNECTION);
        json.put(EventFields.SEVERITY, severity);
    }

    private static void writeBatch(FlowView flow, FieldJson json) {
        json.put(EventFields.KIND, "event");
        json.put(EventFields.MODULE, "flow");
        json.put(EventFields.DATASET, flow.batch().protocol().dataset());
        json.put(EventFields.CATEGORY, "network");
        json.putTime(EventFields.INGESTED, flow.batch().receivedMillis());
    }

    @Override
    public void write(FlowView flow, FieldJson json) {
        ofBatch.write(flow, json);
        FlowEvent event = event(flow);
        int severity = flow.isListed() ? WARNING : INFORMATIONAL;
        if (event == null) {
            connections.write(severity, json);
        } else {
            json.put(EventFields.TYPE, event.types());
            json.put(EventFields.ACTION, event.action());
            json.put(EventFields.OUTCOME, event.outcome());
            json.put(EventFields.REASON, event.reason());
            json.put(EventFields.SEVERITY, severity);
        }
        writeTimes(flow, json);
    }

    private static void writeTimes(FlowView flow, FieldJson json) {
        long end = flow.endMillis();
        long start = flow.getOr(FlowField.START_MILLIS, -1);
        json.putTime(EventFields.END, end);
        json.putTime(EventFields.START, start);
        if (TimestampText.isIndexable(start) && end >= start) {
            json.put(EventFields.DURATION, TimeUnit.MILLISECONDS.toNanos(end - start));
        }
        json.putTime(EventFields.CREATED, createdMillis(flow));
    }

    /** The time of export by our clock, as far as a wrong one of the exporter is known. */
    private static long createdMillis(FlowView flow) {
        long export = flow.batch().exportMillis();
        return flow.isReanchored() ? Math.max(0, export - flow.batch().clockSkewMillis()) : export;
    }

    /** What the device says that it did; null for nothing but that there was a flow. */
    @Nullable
    private static FlowEvent event(FlowView flow) {
        FlowEvent event =
                FlowEvent.ofFirewall(
                        flow.getOr(FlowField.FIREWALL_EVENT, 0),
                        flow.getOr(FlowField.FIREWALL_EXTENDED_EVENT, 0));
        if (event == null) {
            event = FlowEvent.ofNat(flow.getOr(FlowField.NAT_EVENT, 0));
        }
        return event != null ? event : FlowEvent.ofForwarding(forwarding(flow));
    }

    private static int forwarding(FlowView flow) {
        return (int) flow.getOr(FlowField.FORWARDING_STATUS, 0) & 0xff;
    }
}
