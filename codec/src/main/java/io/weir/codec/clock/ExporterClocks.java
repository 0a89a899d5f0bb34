package io.weir.codec.clock;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.store.SessionStore;
import io.weir.codec.store.SessionTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The clocks of one exporter, one per protocol and observation domain, and what follows from them
 * for the times of its flows. The first message of a clock that is wrong is corrected like all
 * others. sFlow has no clock.
 *
 * <p>Each clock is in memory and, as of the last {@link #flush}, in the store; one that was not
 * heard for {@value #FORGET_HOURS} hours is forgotten. What comes from domains over the limit is
 * judged message by message.
 *
 * <p>Not thread-safe. Allocates nothing per message of a domain that is known.
 */
public final class ExporterClocks {

    private static final long FORGET_HOURS = 24;
    private static final long FORGET_MILLIS = FORGET_HOURS * 3_600_000;

    private final SessionStore store;
    private final ClockListener listener;
    private final int maxClocks;
    private final FlowTimes times;
    private final ClockTable clocks = new ClockTable();

    /** Stands in for the clocks of domains over the limit. */
    private final ExporterClock stranger = new ExporterClock();

    private long latestReceivedMillis;

    /**
     * @param maxClocks the most clocks at a time, at least 1
     * @param toleranceMillis how far a clock may be off before its times are moved
     */
    public ExporterClocks(
            SessionStore store, ClockListener listener, int maxClocks, long toleranceMillis) {
        this.store = store;
        this.listener = listener;
        this.maxClocks = maxClocks;
        this.times = new FlowTimes(toleranceMillis);
        store.forEachKey(
                SessionTable.CLOCKS,
                key -> clocks.add(key, ExporterClock.ofBytes(store.get(SessionTable.CLOCKS, key))));
    }

    /**
     * Takes the times of a message.
     *
     * @param header what the header of the message says is in this batch
     * @param uptimeMillis the exporter's uptime at export; of no meaning in IPFIX and sFlow
     */
    public void observe(FlowBatch header, long uptimeMillis) {
        ExportProtocol protocol = header.protocol();
        if (protocol == ExportProtocol.SFLOW_V5) {
            return;
        }
        long received = header.receivedMillis();
        latestReceivedMillis = Math.max(latestReceivedMillis, received);
        ExporterClock clock = clocks.get(key(header));
        if (clock == null) {
            if (clocks.size() >= maxClocks) {
                return;
            }
            clock = new ExporterClock();
            clocks.add(key(header), clock);
        }
        clock.observe(header.exportMillis(), received);
        if (protocol != ExportProtocol.IPFIX) {
            clock.observeUptime(uptimeMillis, received, listener);
        }
    }

    /**
     * Brings the times of the flows into our own time and into order, and says in the batch how far
     * the clock is off.
     */
    public void adjust(FlowBatch batch) {
        if (batch.protocol() == ExportProtocol.SFLOW_V5) {
            batch.setClockSkew(0);
            FlowTimes.endAtReceipt(batch);
            return;
        }
        long skew = clockOf(batch).skewOf(batch.exportMillis(), batch.receivedMillis());
        batch.setClockSkew(skew);
        if (times.isBeyondTolerance(skew)) {
            times.reanchor(batch, skew);
            times.settle(batch, batch.exportMillis() - skew);
        } else {
            times.settle(batch, batch.exportMillis());
        }
    }

    private ExporterClock clockOf(FlowBatch batch) {
        ExporterClock clock = clocks.get(key(batch));
        if (clock != null) {
            return clock;
        }
        stranger.forgetSkew();
        stranger.observe(batch.exportMillis(), batch.receivedMillis());
        return stranger;
    }

    /** The clocks that are known, by protocol and domain. */
    public List<ClockStatus> status() {
        List<ClockStatus> status = new ArrayList<>(clocks.size());
        for (int i = 0; i < clocks.size(); i++) {
            long key = clocks.key(i);
            ExportProtocol protocol = ExportProtocol.ofCode((int) (key >>> 32));
            status.add(clocks.clock(i).status(protocol, key & 0xffff_ffffL));
        }
        return status;
    }

    /** Writes to the store what is not there yet. */
    public void flush() {
        long forgetBefore = latestReceivedMillis - FORGET_MILLIS;
        for (int i = clocks.size() - 1; i >= 0; i--) {
            ExporterClock clock = clocks.clock(i);
            if (clock.lastReceivedMillis() < forgetBefore) {
                store.remove(SessionTable.CLOCKS, clocks.key(i));
                clocks.remove(i);
            } else if (clock.isChanged()) {
                store.put(SessionTable.CLOCKS, clocks.key(i), clock.toBytes());
                clock.setStored();
            }
        }
    }

    /** Keys are stored in state: the layout must not change. */
    private static long key(FlowBatch batch) {
        return (long) batch.protocol().code() << 32 | (batch.domain() & 0xffff_ffffL);
    }
}
