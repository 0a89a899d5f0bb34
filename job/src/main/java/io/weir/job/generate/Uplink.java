package io.weir.job.generate;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The way from one exporter to the collector: may lose datagrams, send them twice, or let the next
 * overtake them, and counts each.
 */
final class Uplink {

    /** What became of a datagram. */
    enum Delivery {
        SENT,
        /** On purpose. */
        LOST,
        /** By the network. */
        REFUSED
    }

    private static final double PERCENT = 100;

    private final int site;
    private final DatagramSink sink;
    private final Impairment impairment;
    private final SplittableRandom random;
    private final ExportTally tally;
    private byte[] overtaken;
    private int overtakenFlows;

    Uplink(
            int site,
            DatagramSink sink,
            Impairment impairment,
            SplittableRandom random,
            ExportTally tally) {
        this.site = site;
        this.sink = sink;
        this.impairment = impairment;
        this.random = random;
        this.tally = tally;
    }

    /**
     * Sends a datagram. One that the next shall overtake counts as sent when it is.
     *
     * @param flows in the datagram
     */
    Delivery send(long epochMicros, byte[] payload, int length, int flows) throws IOException {
        if (impairment.isNone()) {
            return sendOnce(epochMicros, payload, length, flows);
        }
        if (happens(impairment.lossPercent())) {
            tally.lost(flows);
            return Delivery.LOST;
        }
        if (overtaken == null && happens(impairment.reorderPercent())) {
            overtaken = Arrays.copyOf(payload, length);
            overtakenFlows = flows;
            return Delivery.SENT;
        }
        Delivery delivery = sendOnce(epochMicros, payload, length, flows);
        if (delivery == Delivery.SENT && happens(impairment.duplicatePercent())) {
            duplicate(epochMicros, payload, length, flows);
        }
        if (overtaken != null) {
            tally.reordered();
            release(epochMicros);
        }
        return delivery;
    }

    /** Sends the datagram that waits to be overtaken, if there is one. */
    void release(long epochMicros) throws IOException {
        if (overtaken != null) {
            byte[] payload = overtaken;
            overtaken = null;
            sendOnce(epochMicros, payload, payload.length, overtakenFlows);
        }
    }

    private Delivery sendOnce(long epochMicros, byte[] payload, int length, int flows)
            throws IOException {
        if (sink.send(site, epochMicros, payload, length)) {
            tally.sent(flows, length);
            return Delivery.SENT;
        }
        tally.refused(flows);
        return Delivery.REFUSED;
    }

    private void duplicate(long epochMicros, byte[] payload, int length, int flows)
            throws IOException {
        if (sink.send(site, epochMicros, payload, length)) {
            tally.duplicated(flows, length);
        }
    }

    private boolean happens(double percent) {
        return percent > 0 && random.nextDouble() * PERCENT < percent;
    }
}
