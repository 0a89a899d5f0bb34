package io.weir.job.generate;

import io.weir.codec.flow.ExportProtocol;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * The exporters and the traffic that passes them, in virtual time: nothing here looks at a clock.
 *
 * <p>The same options, start and calls make the same datagrams.
 */
final class Fleet {

    private static final long CHECK_PERIOD_MICROS = SimulatedExporter.LINGER_MICROS / 4;
    private static final long UPTIME_AT_START_MILLIS = 86_400_000L;
    private static final long UPTIME_STEP_MILLIS = 3_600_000L;
    private static final int UPTIME_STEPS = 24 * 30;

    /** Keeps what happens to exporters apart from what happens in the network. */
    private static final long EXPORTER_SEED = 0x9e37_79b9_7f4a_7c15L;

    private static final int ONE_IN_SO_MANY_RIGHT_CLOCKS = 3;
    private static final long NANOS_PER_MICRO = 1_000;

    private final List<ExporterParts> parts = new ArrayList<>();
    private final List<SimulatedExporter> exporters = new ArrayList<>();
    private final Network network;
    private final TrafficMix traffic;
    private final GroundTruth truth;
    private final FlowConsumer export = this::export;
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
        this.network = network(options);
        SplittableRandom random = new SplittableRandom(options.seed());
        NormalTraffic normal = new NormalTraffic(network, options.exporting(), random.split());
        List<Attack> attacks = Scenarios.attacks(options.scenario(), network, random);
        traffic = new TrafficMix(normal, attacks, options.flowsPerSecond(), startMicros);
        truth = new GroundTruth(attacks);
        for (int site = 0; site < network.siteCount(); site++) {
            ExporterParts equipment = equip(site, options, sink);
            parts.add(equipment);
            exporters.add(exporter(equipment));
        }
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
                traffic.next(export);
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
            exporter.finish(nowMicros);
        }
    }

    /** What the exporters of a protocol have sent; nothing if there are none. */
    SimulationTotals totals(ExportProtocol protocol) {
        return parts.stream()
                .filter(part -> part.protocol() == protocol)
                .map(part -> part.tally().totals())
                .reduce(SimulationTotals.NONE, SimulationTotals::plus);
    }

    /** What all exporters have sent. */
    SimulationTotals totals() {
        return parts.stream()
                .map(part -> part.tally().totals())
                .reduce(SimulationTotals.NONE, SimulationTotals::plus);
    }

    GroundTruth truth() {
        return truth;
    }

    /** What each exporter is and has sent, by site. */
    List<ExporterParts> parts() {
        return parts;
    }

    private void export(SimulatedFlow flow) throws IOException {
        exporters.get(flow.site()).export(flow, nowMicros);
    }

    private void flushDue() throws IOException {
        for (SimulatedExporter exporter : exporters) {
            exporter.flushIfDue(nowMicros);
        }
    }

    private ExporterParts equip(int site, SimulationOptions options, DatagramSink sink) {
        ExporterOptions exporting = options.exporting();
        SplittableRandom random =
                new SplittableRandom(options.seed() + EXPORTER_SEED * (site + 1L));
        long startMillis = Math.floorDiv(startMicros, 1000L);
        ExportTally tally = new ExportTally();
        return new ExporterParts(
                site,
                network.exporters().get(site),
                exporting,
                new ExporterClock(
                        bootMillis(site, startMillis),
                        skewMillis(exporting.clockSkew().toMillis(), random)),
                new PacketSampler(exporting.sampling().orElse(1), random.split()),
                new RestartTimer(exporting.restartEvery(), startMicros, site, network.siteCount()),
                silentMicros(site, exporting.silentAfter()),
                new Uplink(site, sink, exporting.impairment(), random.split(), tally),
                tally,
                truth);
    }

    private OptionalLong silentMicros(int site, Optional<Duration> after) {
        boolean isLast = site == network.siteCount() - 1;
        return isLast && after.isPresent()
                ? OptionalLong.of(startMicros + after.get().toNanos() / NANOS_PER_MICRO)
                : OptionalLong.empty();
    }

    /** When the exporter of a site started: each at another time, a day or more ago. */
    private static long bootMillis(int site, long startMillis) {
        return startMillis - UPTIME_AT_START_MILLIS - site % UPTIME_STEPS * UPTIME_STEP_MILLIS;
    }

    /** One clock in three is right; the others are anywhere within the bound. */
    private static long skewMillis(long most, SplittableRandom random) {
        boolean right = random.nextInt(ONE_IN_SO_MANY_RIGHT_CLOCKS) == 0;
        long skew = random.nextLong(-most, most + 1);
        return right ? 0 : skew;
    }

    private static SimulatedExporter exporter(ExporterParts parts) {
        return switch (parts.protocol()) {
            case NETFLOW_V5 -> new NetflowV5Exporter(parts);
            case NETFLOW_V9 -> TemplateExporter.netflowV9(parts);
            case IPFIX -> TemplateExporter.ipfix(parts);
            case SFLOW_V5 -> new SflowExporter(parts);
            case NETFLOW_V1, NETFLOW_V7 ->
                    throw new IllegalArgumentException(parts.protocol() + " is not simulated.");
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
