package io.weir.codec.options;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.store.SessionStore;
import io.weir.codec.store.SessionTable;
import io.weir.codec.template.RecordCursor;

/**
 * What an exporter told of itself in options records, kept in its store, and applied to its flows
 * from then on.
 *
 * <p>Of what a flow needs to know, its own observation domain is asked first, then all domains that
 * the exporter has of the protocol; where those contradict each other, what was said last holds.
 *
 * <p>Not thread-safe. Applying allocates nothing once every name was seen.
 */
public final class ExporterOptions {

    private static final long UPTIME_MASK = 0xffff_ffffL;

    private static final FlowNames[] INTERFACE_NAMES = {
        new FlowNames(
                FlowField.INPUT_INTERFACE,
                FlowField.INPUT_INTERFACE_NAME,
                ScopeTables::ofInterfaceIndex),
        new FlowNames(
                FlowField.OUTPUT_INTERFACE,
                FlowField.OUTPUT_INTERFACE_NAME,
                ScopeTables::ofInterfaceIndex)
    };
    private static final FlowNames APPLICATION_NAMES =
            new FlowNames(
                    FlowField.APPLICATION_ID,
                    FlowField.APPLICATION_NAME,
                    ScopeTables::ofApplication);

    /** Of the VRF that the flow came from, else of the one that it went to. */
    private static final FlowNames[] VRF_NAMES = {
        new FlowNames(FlowField.INGRESS_VRF, FlowField.VRF_NAME, ScopeTables::ofVrf),
        new FlowNames(FlowField.EGRESS_VRF, FlowField.VRF_NAME, ScopeTables::ofVrf)
    };

    private final SessionStore store;
    private final int most;
    private final OptionsListener listener;

    /** Null as long as there are none: most exporters send none. */
    private OptionsRecords records;

    private long stamp;

    /**
     * @param most records that are kept
     */
    public ExporterOptions(SessionStore store, int most, OptionsListener listener) {
        this.store = store;
        this.most = most;
        this.listener = listener;
        store.forEachKey(SessionTable.OPTIONS, key -> records());
    }

    private OptionsRecords records() {
        if (records == null) {
            records = new OptionsRecords(store, most, listener);
        }
        return records;
    }

    /**
     * Learns from the records of a set. What is malformed is left out without a word: the session
     * finds it in the same bytes.
     *
     * @param plan of their template
     * @param from the first byte of the first record
     * @param to the first byte after the set
     */
    public void learn(
            ExportProtocol protocol,
            long domain,
            long receivedMillis,
            OptionsPlan plan,
            byte[] bytes,
            int from,
            int to) {
        RecordCursor cursor = plan.cursor();
        cursor.begin(bytes, from, to);
        while (hasNext(cursor)) {
            records().learn(protocol, domain, plan, receivedMillis);
        }
    }

    private static boolean hasNext(RecordCursor cursor) {
        try {
            return cursor.next();
        } catch (MalformedDatagramException e) {
            return false; // and the session tells why, see above
        }
    }

    /**
     * The uptime of an exporter of IPFIX, whose header does not say it, by its start time.
     *
     * @return milliseconds modulo 2^32; 0 if it did not say when it started
     */
    public long uptimeMillis(long domain, long exportMillis) {
        if (records == null) {
            return 0;
        }
        OptionsTables tables = records.tables();
        long init = tables.ofDomain(ExportProtocol.IPFIX, domain).systemInitMillis();
        if (init <= 0) {
            init = tables.ofAllDomains(ExportProtocol.IPFIX).systemInitMillis();
        }
        // Uptime is exactly 0 for a millisecond in 49 days, and then taken for 1.
        return init <= 0 ? 0 : Math.max(1, exportMillis - init & UPTIME_MASK);
    }

    /** Gives the flows of a batch the sampling intervals and names that they lack. */
    public void apply(FlowBatch batch) {
        FlowSampling.markSource(batch);
        if (records == null) {
            return;
        }
        ScopeTables all = records.tables().ofAllDomains(batch.protocol());
        ScopeTables own = records.tables().ofDomain(batch.protocol(), batch.domain());
        if (all.hasSamplers()) {
            FlowSampling.fill(batch, own, all);
        }
        stamp++;
        if (all.hasInterfaces()) {
            fill(INTERFACE_NAMES, batch, own, all);
        }
        if (all.hasApplications()) {
            APPLICATION_NAMES.fill(batch, stamp, own, all);
        }
        if (all.hasVrfs()) {
            fill(VRF_NAMES, batch, own, all);
        }
    }

    private void fill(FlowNames[] names, FlowBatch batch, ScopeTables own, ScopeTables all) {
        for (FlowNames each : names) {
            each.fill(batch, stamp, own, all);
        }
    }
}
