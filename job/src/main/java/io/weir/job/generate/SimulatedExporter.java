package io.weir.job.generate;

import io.weir.codec.encode.WireBuffer;
import java.io.IOException;

/**
 * An exporter: gathers flows into a datagram and sends it when it is full or has waited for {@link
 * #LINGER_MICROS}.
 */
abstract class SimulatedExporter {

    /** So much UDP payload fits an Ethernet frame unfragmented, over IPv4. */
    static final int MAX_PAYLOAD = 1_472;

    /** How long a flow waits for others at most. */
    static final long LINGER_MICROS = 200_000;

    private static final long UPTIME_AT_START_MILLIS = 86_400_000L;
    private static final long UPTIME_STEP_MILLIS = 3_600_000L;
    private static final int STEPS = 24 * 30;

    private final int site;
    private final long bootMillis;
    private final DatagramSink sink;
    private final ExportCounters counters;
    private long openedMicros;
    private int flows;

    SimulatedExporter(int site, long startMillis, DatagramSink sink, ExportCounters counters) {
        this.site = site;
        this.bootMillis = bootMillis(site, startMillis);
        this.sink = sink;
        this.counters = counters;
    }

    /** Exports the flow, with the datagram that holds it: now or soon. */
    final void export(SimulatedFlow flow, long nowMicros) throws IOException {
        if (flows > 0 && !fits(flow)) {
            flush(nowMicros);
        }
        if (flows == 0) {
            openedMicros = nowMicros;
            begin(nowMicros);
        }
        append(flow);
        flows++;
    }

    /** Sends the datagram if its flows have waited long enough. */
    final void flushIfDue(long nowMicros) throws IOException {
        if (nowMicros - openedMicros >= LINGER_MICROS) {
            flush(nowMicros);
        }
    }

    /** Sends the datagram if there are flows in it. */
    final void flush(long nowMicros) throws IOException {
        if (flows == 0) {
            return;
        }
        WireBuffer datagram = finish(Math.floorDiv(nowMicros, 1000L));
        if (sink.send(site, nowMicros, datagram.array(), datagram.length())) {
            counters.sent(flows, datagram.length());
        } else {
            counters.refused();
        }
        flows = 0;
    }

    /** When this exporter started, Unix milliseconds. */
    final long bootMillis() {
        return bootMillis;
    }

    /** Starts a datagram. */
    abstract void begin(long nowMicros);

    /** Whether the datagram has room for one more flow. */
    abstract boolean fits(SimulatedFlow flow);

    abstract void append(SimulatedFlow flow);

    /** Completes the datagram, exported at this Unix millisecond. */
    abstract WireBuffer finish(long exportMillis);

    /** When the exporter of a site started: each at another time, a day or more ago. */
    static long bootMillis(int site, long startMillis) {
        return startMillis - UPTIME_AT_START_MILLIS - site % STEPS * UPTIME_STEP_MILLIS;
    }
}
