package io.weir.job.generate;

import io.weir.codec.encode.WireBuffer;
import io.weir.job.generate.Uplink.Delivery;
import java.io.IOException;

/**
 * An exporter: gathers flows into a datagram and sends it when it is full or has waited for {@link
 * #LINGER_MICROS}. What it tells of itself goes before, in datagrams of its own, and again from
 * time to time; it may restart.
 */
abstract class SimulatedExporter {

    /** So much UDP payload fits an Ethernet frame unfragmented, over IPv4. */
    static final int MAX_PAYLOAD = 1_472;

    /** How long a flow waits for others at most. */
    static final long LINGER_MICROS = 200_000;

    /** More records than fit a datagram. */
    private static final int MAX_RECORDS = 64;

    private final Uplink uplink;
    private final ExporterClock clock;
    private final PacketSampler sampler;
    private final RefreshTimer refresh;
    private final RestartTimer restarts;
    private final ExportTally tally;
    private final GroundTruth truth;
    private final long silentMicros;
    private final int[] instances = new int[MAX_RECORDS];
    private final long[] packets = new long[MAX_RECORDS];
    private final long[] octets = new long[MAX_RECORDS];
    private long openedMicros;
    private int flows;

    SimulatedExporter(ExporterParts parts) {
        this.uplink = parts.uplink();
        this.clock = parts.clock();
        this.sampler = parts.sampler();
        this.refresh = new RefreshTimer(parts.options().refresh());
        this.restarts = parts.restarts();
        this.tally = parts.tally();
        this.truth = parts.truth();
        this.silentMicros = parts.silentMicros().orElse(Long.MAX_VALUE);
    }

    /**
     * Exports the flow as far as it is sampled, with the datagram that holds it: now or soon. Does
     * nothing once it is silent.
     */
    final void export(SimulatedFlow flow, long nowMicros) throws IOException {
        if (nowMicros >= silentMicros) {
            return;
        }
        restartIfDue(nowMicros);
        for (long records = meter(flow, sampler); records > 0; records--) {
            add(flow, nowMicros);
        }
    }

    private void add(SimulatedFlow flow, long nowMicros) throws IOException {
        if (flows > 0 && (flows == MAX_RECORDS || !fits(flow))) {
            flush(nowMicros);
        }
        if (flows == 0) {
            if (refresh.isDue(nowMicros)) {
                announce(nowMicros);
            }
            openedMicros = nowMicros;
            begin();
        }
        append(flow);
        instances[flows] = flow.instance();
        if (flow.instance() != SimulatedFlow.NORMAL) {
            packets[flows] = exportedPackets(flow);
            octets[flows] = exportedOctets(flow);
            truth.exported(flow, packets[flows], octets[flows]);
        }
        flows++;
    }

    /** Sends the datagram if its flows have waited long enough. */
    final void flushIfDue(long nowMicros) throws IOException {
        restartIfDue(nowMicros);
        if (nowMicros - openedMicros >= LINGER_MICROS) {
            flush(nowMicros);
        }
    }

    /** Sends all that waits. */
    final void finish(long nowMicros) throws IOException {
        flush(nowMicros);
        uplink.release(nowMicros);
    }

    private void flush(long nowMicros) throws IOException {
        if (flows == 0) {
            return;
        }
        if (send(nowMicros, flows) != Delivery.SENT) {
            for (int i = 0; i < flows; i++) {
                if (instances[i] != SimulatedFlow.NORMAL) {
                    truth.lost(instances[i], packets[i], octets[i]);
                }
            }
        }
        flows = 0;
    }

    /** Completes and sends a datagram with so many flows. */
    final Delivery send(long nowMicros, int flowCount) throws IOException {
        WireBuffer datagram = complete(Math.floorDiv(nowMicros, 1000L));
        refresh.sent();
        return uplink.send(nowMicros, datagram.array(), datagram.length(), flowCount);
    }

    private void restartIfDue(long nowMicros) throws IOException {
        if (restarts.isDue(nowMicros)) {
            flush(nowMicros);
            clock.restart(Math.floorDiv(nowMicros, 1000L));
            refresh.reset();
            tally.restarted();
            restarted(tally.restarts());
        }
    }

    final ExporterClock clock() {
        return clock;
    }

    final ExportTally tally() {
        return tally;
    }

    /**
     * Says how many records the flow makes, and leaves of it what they tell.
     *
     * @return 0 if no packet of it was sampled
     */
    long meter(SimulatedFlow flow, PacketSampler sampler) {
        return sampler.thin(flow) ? 1 : 0;
    }

    /** The packets that a record of the flow counts. */
    long exportedPackets(SimulatedFlow flow) {
        return flow.packets();
    }

    /** The octets that a record of the flow counts. */
    long exportedOctets(SimulatedFlow flow) {
        return flow.octets();
    }

    /** Sends what the exporter tells of itself, in datagrams of their own. */
    abstract void announce(long nowMicros) throws IOException;

    /** Forgets the sequence and all that a restart forgets. */
    abstract void restarted(int times);

    /** Starts a datagram. */
    abstract void begin();

    /** Whether the datagram has room for one more flow. */
    abstract boolean fits(SimulatedFlow flow);

    abstract void append(SimulatedFlow flow);

    /** Completes the datagram, exported at this Unix millisecond of true time. */
    abstract WireBuffer complete(long exportMillis);
}
