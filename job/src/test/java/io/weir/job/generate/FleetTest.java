package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.Malformation;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.store.MemorySessionStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FleetTest {

    /** Times stay as they are exported. */
    private static final SessionLimits BELIEVING_CLOCKS =
            SessionLimits.DEFAULTS.withClockTolerance(Duration.ofDays(1_000_000));

    private static final long START_MICROS = 1_790_000_000_000_000L;
    private static final long SECOND_MICROS = 1_000_000;

    /** A sampler, the applications, three interfaces, and the exporter's statistics. */
    private static final long OPTIONS_RECORDS = 1L + ApplicationTable.entries().size() + 3 + 1;

    private static final SimulationOptions ALL = SimulationOptions.defaults().withScenario("all");

    @Test
    void sameSeedSendsTheSameDatagrams() {
        assertThat(run(ALL, 10).payloads()).containsExactlyElementsOf(run(ALL, 10).payloads());
    }

    @Test
    void otherSeedSendsOtherDatagrams() {
        assertThat(run(ALL.withSeed(2), 1).payloadsOf(0))
                .doesNotContainAnyElementsOf(run(ALL, 1).payloadsOf(0));
    }

    @Test
    void keepsTheRate() throws Exception {
        Fleet fleet = new Fleet(ALL.withFlowsPerSecond(777), START_MICROS, new RecordedDatagrams());

        fleet.advanceTo(START_MICROS + 20 * SECOND_MICROS);
        fleet.flush();

        // The last session may bring one flow more.
        assertThat(fleet.totals().flows()).isBetween(20 * 777L, 20 * 777L + 1);
    }

    @Test
    void fitsEveryDatagramIntoAnEthernetFrame() {
        IntSummaryStatistics lengths =
                run(ALL.withFlowsPerSecond(20_000), 25).payloads().stream()
                        .mapToInt(payload -> payload.length)
                        .summaryStatistics();

        assertThat(lengths.getCount()).isGreaterThan(1_000);
        assertThat(lengths.getMax()).isBetween(1_400, 1_472);
    }

    @Test
    void fillsDatagrams() throws Exception {
        Fleet fleet =
                new Fleet(ALL.withFlowsPerSecond(20_000), START_MICROS, new RecordedDatagrams());

        fleet.advanceTo(START_MICROS + 5 * SECOND_MICROS);

        SimulationTotals totals = fleet.totals(ExportProtocol.NETFLOW_V5);
        assertThat(totals.flows() / totals.datagrams()).isGreaterThan(28);
    }

    @Test
    void sendsLoneFlowsSoon() throws Exception {
        Fleet fleet = new Fleet(ALL.withFlowsPerSecond(3), START_MICROS, new RecordedDatagrams());

        fleet.advanceTo(START_MICROS + 10 * SECOND_MICROS);

        assertThat(fleet.totals().flows()).isGreaterThan(25);
    }

    @Test
    void leavesOutWhatItSkips() throws Exception {
        Fleet fleet = new Fleet(ALL, START_MICROS, new RecordedDatagrams());

        fleet.advanceTo(START_MICROS + SECOND_MICROS);
        fleet.skipTo(START_MICROS + 9 * SECOND_MICROS);
        fleet.advanceTo(START_MICROS + 10 * SECOND_MICROS);
        fleet.flush();

        assertThat(fleet.totals().flows()).isBetween(2_000L, 2_002L);
    }

    @ParameterizedTest
    @FieldSource("io.weir.job.generate.SimulationOptions#PROTOCOLS")
    void exportsWhatTheCodecDecodes(ExportProtocol protocol) {
        SimulationOptions options = ALL.withProtocols(List.of(protocol)).withExporters(1);
        Findings findings = new Findings();
        ExporterSession session =
                new ExporterSession(new MemorySessionStore(), findings, BELIEVING_CLOCKS);
        FlowBatch batch = new FlowBatch();
        int flows = 0;
        for (byte[] payload : run(options, 45).payloads()) {
            session.decode(payload, batch);
            flows += batch.size();
            requirePlausible(batch);
        }

        assertThat(findings.problems).isZero();
        assertThat(flows).isBetween(45_000, 45_001);
        // At the start, after 20 s and after 40 s.
        boolean templated = protocol != ExportProtocol.NETFLOW_V5;
        assertThat(findings.options).isEqualTo(templated ? 3 * OPTIONS_RECORDS : 0);
    }

    @Test
    void exportsSamplesThatTheCodecDecodes() {
        SimulationOptions options =
                ALL.withProtocols(List.of(ExportProtocol.SFLOW_V5)).withExporters(1);
        Findings findings = new Findings();
        ExporterSession session =
                new ExporterSession(new MemorySessionStore(), findings, BELIEVING_CLOCKS);
        FlowBatch batch = new FlowBatch();
        int samples = 0;
        for (byte[] payload : run(options, 5).payloads()) {
            session.decode(payload, batch);
            samples += batch.size();
            for (int row = 0; row < batch.size(); row++) {
                assertThat(batch.get(FlowField.SAMPLING_INTERVAL, row))
                        .isEqualTo(SflowExporter.SAMPLING_RATE);
                assertThat(batch.get(FlowField.BYTES, row)).isBetween(64L, 65_553L);
                assertThat(batch.has(FlowField.SOURCE_ADDRESS, row)).isTrue();
                assertThat(batch.has(FlowField.PROTOCOL, row)).isTrue();
            }
        }

        assertThat(findings.problems).isZero();
        assertThat(samples).isBetween(5_000, 5_001);
    }

    @Test
    void numbersNetflowV5ByFlows() {
        long expected = 0;
        for (byte[] payload : run(ALL, 5).payloadsOf(0)) {
            assertThat(ByteBuffer.wrap(payload).getInt(16)).isEqualTo((int) expected);
            expected += ByteBuffer.wrap(payload).getShort(2);
        }
        assertThat(expected).isPositive();
    }

    @Test
    void numbersNetflowV9ByDatagrams() {
        List<byte[]> payloads = run(ALL, 5).payloadsOf(1);

        assertThat(payloads)
                .extracting(payload -> ByteBuffer.wrap(payload).getInt(12))
                .containsExactlyElementsOf(
                        Stream.iterate(0, i -> i + 1).limit(payloads.size()).toList());
    }

    @Test
    void numbersIpfixByDataRecordsOfFlowsAndOptions() {
        Findings findings = new Findings();
        ExporterSession session =
                new ExporterSession(new MemorySessionStore(), findings, BELIEVING_CLOCKS);
        FlowBatch batch = new FlowBatch();
        int flows = 0;
        for (byte[] payload : run(ALL, 45).payloadsOf(2)) {
            assertThat(ByteBuffer.wrap(payload).getInt(8)).isEqualTo(flows + findings.options);
            session.decode(payload, batch);
            flows += batch.size();
        }
        assertThat(flows).isPositive();
        assertThat(findings.options).isEqualTo(3 * OPTIONS_RECORDS);
    }

    @Test
    void givesEachExporterADomainOfItsOwn() {
        RecordedDatagrams datagrams =
                run(ALL.withProtocols(List.of(ExportProtocol.IPFIX)).withExporters(4), 2);

        for (int site = 0; site < 4; site++) {
            assertThat(datagrams.payloadsOf(site))
                    .extracting(payload -> ByteBuffer.wrap(payload).getInt(12))
                    .isNotEmpty()
                    .containsOnly(site + 1);
        }
    }

    private static void requirePlausible(FlowBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            long end = batch.get(FlowField.END_MILLIS, row);
            assertThat(end - batch.get(FlowField.START_MILLIS, row)).isBetween(0L, 60_000L);
            // NetFlow v9 says its export time in whole seconds; the inactive timeout is 15.
            long age = batch.exportMillis() - end;
            assertThat(age < 10_000 ? age : age - 15_000).isBetween(-1_000L, 1_000L);
            long packets = batch.get(FlowField.PACKETS, row);
            assertThat(packets).isPositive();
            assertThat(batch.get(FlowField.BYTES, row)).isGreaterThanOrEqualTo(28 * packets);
        }
    }

    private static RecordedDatagrams run(SimulationOptions options, int seconds) {
        RecordedDatagrams datagrams = new RecordedDatagrams();
        Fleet fleet = new Fleet(options, START_MICROS, datagrams);
        try {
            fleet.advanceTo(START_MICROS + seconds * SECOND_MICROS);
            fleet.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return datagrams;
    }

    /** Counts what should not happen, and options records. */
    private static final class Findings implements SessionListener {

        private int problems;
        private long options;

        @Override
        public void count(SessionCounter counter, long amount) {
            switch (counter) {
                case OPTIONS_RECORDS -> options += amount;
                case TEMPLATES_ADDED, OPTIONS_CHANGED, COUNTER_SAMPLES -> {}
                default -> problems++;
            }
        }

        @Override
        public void malformed(Malformation reason, int offset) {
            problems++;
        }
    }
}
