package io.weir.job.generate;

import io.weir.codec.flow.ExportProtocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The exporters and the traffic that passes them, in virtual time: nothing here looks at a clock.
 *
 * <p>The same options, start and calls make the same datagrams.
 */
final class Fleet {

    private static final long CHECK_PERIOD_MICROS = SimulatedExporter.LINGER_MICROS / 4;

    private final Map<ExportProtocol, ExportCounters> counters =
            new EnumMap<>(ExportProtocol.class);
    private final List<SimulatedExporter> exporters = new ArrayList<>();
    private final TrafficMix traffic;
    private final long startMicros;
    private long nowMicros;
    private long nextCheckMicros;

    /**
     * @param startMicros when the traffic starts, Unix microseconds
     */
    Fleet(SimulationOptions options, long startMicros, DatagramSink sink) {
        this.startMicros = startMicros;
        this.nowMicros = startMicros;
        this.nextCheckMicros = startMicros + CHECK_PERIOD_MICROS;
        Network network = network(options);
        for (ExportProtocol protocol : options.protocols()) {
            counters.put(protocol, new ExportCounters());
        }
        for (int site = 0; site < network.siteCount(); site++) {
            exporters.add(exporter(network.exporters().get(site), site, sink));
        }
        SplittableRandom random = new SplittableRandom(options.seed());
        traffic =
                new TrafficMix(
                        new NormalTraffic(network, random.split()),
                        Scenarios.named(options.scenario()).orElseThrow().attacks(network, random),
                        options.flowsPerSecond(),
                        startMicros);
    }

    /** When the traffic started, Unix microseconds. */
    long startMicros() {
        return startMicros;
    }

    /** Up to when flows were exported, Unix microseconds. */
    long nowMicros() {
        return nowMicros;
    }

    /** Exports all flows that are due before {@code micros}. */
    void advanceTo(long micros) throws IOException {
        while (true) {
            long due = traffic.dueMicros();
            long next = Math.min(due, nextCheckMicros);
            if (next >= micros) {
                break;
            }
            nowMicros = next;
            if (due < nextCheckMicros) {
                traffic.next(this::export);
            } else {
                flushDue();
                nextCheckMicros += CHECK_PERIOD_MICROS;
            }
        }
        nowMicros = Math.max(nowMicros, micros);
    }

    /** Leaves out the flows that were due before {@code micros}. */
    void skipTo(long micros) {
        traffic.skipTo(micros);
        nowMicros = Math.max(nowMicros, micros);
        nextCheckMicros = Math.max(nextCheckMicros, micros);
    }

    /** Sends the flows that still wait for others. */
    void flush() throws IOException {
        for (SimulatedExporter exporter : exporters) {
            exporter.flush(nowMicros);
        }
    }

    /** What the exporters of a protocol have sent; nothing if there are none. */
    SimulationTotals totals(ExportProtocol protocol) {
        ExportCounters counted = counters.get(protocol);
        return counted == null ? SimulationTotals.NONE : counted.totals();
    }

    /** What all exporters have sent. */
    SimulationTotals totals() {
        return counters.values().stream()
                .map(ExportCounters::totals)
                .reduce(SimulationTotals.NONE, SimulationTotals::plus);
    }

    private void export(SimulatedFlow flow) throws IOException {
        exporters.get(flow.site()).export(flow, nowMicros);
    }

    private void flushDue() throws IOException {
        for (SimulatedExporter exporter : exporters) {
            exporter.flushIfDue(nowMicros);
        }
    }

    private SimulatedExporter exporter(ExportProtocol protocol, int site, DatagramSink sink) {
        long startMillis = Math.floorDiv(startMicros, 1000L);
        ExportCounters counted = counters.get(protocol);
        return switch (protocol) {
            case NETFLOW_V5 -> new NetflowV5Exporter(site, startMillis, sink, counted);
            case NETFLOW_V9 -> new NetflowV9Exporter(site, startMillis, sink, counted);
            case IPFIX -> new IpfixExporter(site, startMillis, sink, counted);
            case SFLOW_V5 -> new SflowExporter(site, startMillis, sink, counted);
            case NETFLOW_V1, NETFLOW_V7 ->
                    throw new IllegalArgumentException(protocol + " is not simulated.");
        };
    }

    private static Network network(SimulationOptions options) {
        List<ExportProtocol> protocols = new ArrayList<>();
        for (int site = 0; site < options.exporters(); site++) {
            protocols.add(options.protocols().get(site % options.protocols().size()));
        }
        return new Network(protocols);
    }
}
