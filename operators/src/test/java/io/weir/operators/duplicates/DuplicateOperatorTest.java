package io.weir.operators.duplicates;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.Flows;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.decode.ExporterIdentity;
import io.weir.operators.enrich.names.NameFiles;
import io.weir.operators.types.FlowBatchSerializer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateOperatorTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final Duration MEMORY = Duration.ofMinutes(2);
    private static final String EAST = "192.0.2.1";
    private static final String WEST = "192.0.2.2";
    private static final DuplicateRules RULES = rules(100_000, ExporterIdentity.ADDRESS);

    private final RecordedMetrics metrics = new RecordedMetrics();

    @Test
    void marksWhatAnotherExporterReportsAndCountsIt() throws Exception {
        List<FlowBatch> out = process(RULES, tcp(EAST, 0).batch(), tcp(WEST, 0).batch());

        assertThat(isDuplicate(out.get(0))).isFalse();
        assertThat(isDuplicate(out.get(1))).isTrue();
        assertThat(metrics.count(DuplicateMetric.FLOWS_DUPLICATE.id())).isOne();
        assertThat(metrics.count(DuplicateMetric.BYTES_DUPLICATE.id())).isEqualTo(1_500);
        assertThat(metrics.count(DuplicateMetric.PACKETS_DUPLICATE.id())).isEqualTo(10);
        assertThat(metrics.count(DuplicateMetric.FLOWS_NOT_COMPARED.id())).isZero();
        assertThat(metrics.now(DuplicateMetric.FLOWS_REMEMBERED.id())).isOne();
    }

    @Test
    void saysWhoReportsTheFlowOnceItIsMoreThanOne() throws Exception {
        List<FlowBatch> out =
                process(
                        RULES,
                        tcp(EAST, 0).with(FlowField.DIRECTION, 0).batch(),
                        tcp(WEST, 0).batch(),
                        tcp(EAST, 1).with(FlowField.DIRECTION, 0).batch());

        assertThat(ObservationPoint.of(out.get(0), 0)).isEmpty();
        assertThat(ObservationPoint.of(out.get(2), 0))
                .extracting(ObservationPoint::exporter)
                .containsExactly(address(EAST), address(WEST));
        assertThat(ObservationPoint.of(out.get(2), 0))
                .extracting(ObservationPoint::isIngress)
                .containsExactly(true, false);
        assertThat(ObservationPoint.of(out.get(1), 0))
                .isEqualTo(ObservationPoint.of(out.get(2), 0));
    }

    @Test
    void comparesBothWaysOfARecordOfBothWithRecordsOfOne() throws Exception {
        FlowBatch firewall = tcp(EAST, 0).batch();
        firewall.set(FlowField.REVERSE_BYTES, 0, 7_000);
        firewall.set(FlowField.REVERSE_PACKETS, 0, 7);

        List<FlowBatch> out =
                process(RULES, answer(WEST, 0).batch(), firewall, tcp(WEST, 0).batch());

        assertThat(FlowDirection.FORWARD.isDuplicate(out.get(1), 0)).isFalse();
        assertThat(FlowDirection.REVERSE.isDuplicate(out.get(1), 0)).isTrue();
        assertThat(isDuplicate(out.get(2))).isTrue();
        assertThat(metrics.count(DuplicateMetric.BYTES_DUPLICATE.id())).isEqualTo(7_000 + 1_500);
    }

    @Test
    void leavesWhatCannotBeComparedAlone() throws Exception {
        List<FlowBatch> batches = new ArrayList<>();
        for (String exporter : List.of(EAST, WEST)) {
            batches.add(tcp(exporter, 0).with(FlowField.SAMPLING_INTERVAL, 100).batch());
            batches.add(tcp(exporter, 0).with(FlowField.FLOW_COUNT, 2).batch());
            batches.add(tcp(exporter, 0).bytes(0).packets(0).batch());
            batches.add(without(tcp(exporter, 0), FlowField.SOURCE_ADDRESS));
            batches.add(without(tcp(exporter, 0), FlowField.PROTOCOL));
            batches.add(without(tcp(exporter, 0), FlowField.DESTINATION_PORT));
            FlowBatch sample = tcp(exporter, 0).batch();
            sample.setHeader(ExportProtocol.SFLOW_V5, 0, 0, T0);
            batches.add(sample);
        }

        List<FlowBatch> out = process(RULES, batches.toArray(FlowBatch[]::new));

        assertThat(out).hasSize(batches.size()).noneMatch(DuplicateOperatorTest::isDuplicate);
        assertThat(metrics.count(DuplicateMetric.FLOWS_NOT_COMPARED.id()))
                .isEqualTo(batches.size());
    }

    @Test
    void doesNotCompareWhatIsSampledByConfiguration(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("sampling.yml"), WEST + ": 100\n");
        NameFiles names = new NameFiles(null, null, file.toString(), null, null, null);

        List<FlowBatch> out = process(RULES, names, tcp(EAST, 0).batch(), tcp(WEST, 0).batch());

        assertThat(out).noneMatch(DuplicateOperatorTest::isDuplicate);
        assertThat(metrics.count(DuplicateMetric.FLOWS_NOT_COMPARED.id())).isOne();
    }

    @Test
    void takesTheExporterThatAMediatorNames() throws Exception {
        List<FlowBatch> out =
                process(
                        RULES,
                        mediated(EAST, "198.51.100.1"),
                        mediated(WEST, "198.51.100.1"),
                        mediated(WEST, "198.51.100.2"));

        assertThat(out.stream().map(DuplicateOperatorTest::isDuplicate))
                .containsExactly(false, false, true);
    }

    @Test
    void tellsExportersByTheirPortsWhereTheirIdentityHasThem() throws Exception {
        FlowBatch first = tcp(EAST, 0).batch();
        FlowBatch second = tcp(EAST, 0).batch();
        second.setOrigin(0, address(EAST).low(), 2_056, T0);

        assertThat(isDuplicate(process(RULES, first.copy(), second.copy()).get(1))).isFalse();
        DuplicateRules byPort = rules(100, ExporterIdentity.ADDRESS_AND_PORT);
        assertThat(isDuplicate(process(byPort, first, second).get(1))).isTrue();
    }

    @Test
    void takesAnyTimesThatAnExporterSends() throws Exception {
        long[] times = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, T0, T0 - 1, T0 + 1};
        List<FlowBatch> batches = new ArrayList<>();
        for (long start : times) {
            for (long end : times) {
                batches.add(tcp(EAST, 0).time(start, end).batch());
                batches.add(tcp(WEST, 0).time(start, end).batch());
            }
        }

        assertThat(process(RULES, batches.toArray(FlowBatch[]::new))).hasSize(batches.size());
        assertThat(metrics.now(DuplicateMetric.FLOWS_REMEMBERED.id())).isOne();
    }

    @Test
    void keepsTheRowsThatIdsAreMadeOfAndTheTextsOfWhatItSplits() throws Exception {
        Flows flows = Flows.from(EAST, T0);
        for (int row = 0; row < 40; row++) {
            addTcp(flows, row);
            byte[] name = ("user " + row).getBytes(StandardCharsets.UTF_8);
            flows.with(FlowField.USER_NAME, flows.batch().append(name));
        }
        try (DuplicateChain chain = new DuplicateChain(RULES, 3)) {
            chain.receive(0, flows.batch());

            assertThat(chain.out()).hasSize(3);
            Map<Long, String> names = new TreeMap<>();
            for (FlowBatch part : chain.out()) {
                for (int row = 0; row < part.size(); row++) {
                    names.put(
                            part.get(FlowField.DATAGRAM_ROW, row),
                            part.text(FlowField.USER_NAME, row));
                    assertThat(part.get(FlowField.SOURCE_PORT, row))
                            .isEqualTo(40_000 + part.get(FlowField.DATAGRAM_ROW, row));
                }
            }
            assertThat(names).hasSize(40).containsEntry(0L, "user 0").containsEntry(39L, "user 39");
        }
    }

    @Test
    void forgetsFlowsAndLeavesNothingInState() throws Exception {
        try (DuplicateChain chain = new DuplicateChain(RULES, 2)) {
            chain.receive(0, flows(EAST, T0, 500).batch());
            assertThat(chain.timers()).isEqualTo(Buckets.COUNT);
            chain.snapshot(1);
            assertThat(chain.stateEntries()).isEqualTo(Buckets.COUNT);

            for (int second = 0; second < 300; second += 10) {
                chain.watermark(T0 + second * 1_000L);
            }
            chain.snapshot(2);

            assertThat(chain.stateEntries()).isZero();
            assertThat(chain.timers()).isZero();
        }
    }

    @Test
    void goesOnFromACheckpointAsItWasThen() throws Exception {
        try (DuplicateChain chain = new DuplicateChain(RULES, 2)) {
            chain.receive(0, flows(EAST, T0, 100).batch());
            OperatorSubtaskState state = chain.snapshot(1);
            // What comes after the checkpoint must not be in it.
            chain.receive(0, flows(EAST, T0, 200).batch());
            chain.out().clear();

            try (DuplicateChain restored = chain.restored(3, state)) {
                restored.receive(0, flows(WEST, T0, 200).batch());

                assertThat(portsOfDuplicates(restored.out()))
                        .hasSize(100)
                        .allMatch(port -> port < 40_100);
            }
        }
    }

    @Test
    void forgetsAfterAJobWasDrained() throws Exception {
        try (DuplicateChain chain = new DuplicateChain(RULES, 1)) {
            chain.receive(0, flows(EAST, T0, 500).batch());
            chain.watermark(Long.MAX_VALUE);
            try (DuplicateChain next = chain.restored(1, chain.snapshot(1))) {
                next.receive(0, flows(WEST, T0 + 1, 500).batch());
                next.watermark(T0 + 300_000);
                next.snapshot(2);

                assertThat(next.stateEntries()).isZero();
            }
        }
    }

    @Test
    void saysWhatIsWrongIfTheStagesAreScaledApart() throws Exception {
        Buckets buckets = new Buckets(Harnesses.MAX_PARALLELISM);
        FlowBatch notSplit = flows(EAST, T0, 50).batch();
        int owner =
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        buckets.selector().getKey(notSplit), Harnesses.MAX_PARALLELISM, 2);
        try (var harness =
                Harnesses.keyed(
                        new DuplicateOperator(RULES, NameFiles.NONE, buckets),
                        buckets.selector(),
                        Types.INT,
                        FlowBatchSerializer.TYPE,
                        2,
                        owner)) {
            harness.open();

            assertThatThrownBy(() -> harness.processElement(notSplit, T0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("one parallelism");
        }
    }

    @Test
    void spreadsBucketsEvenlyOverSubtasks() {
        for (int maxParallelism : List.of(1, 16, 100, 128, 1_000)) {
            Buckets buckets = new Buckets(maxParallelism);
            for (int parallelism = 1; parallelism <= Math.min(16, maxParallelism); parallelism++) {
                int[] counts = new int[parallelism];
                for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
                    counts[buckets.subtask(bucket, parallelism)]++;
                    assertThat(Buckets.ofKey(buckets.key(bucket))).isEqualTo(bucket);
                }
                assertThat(counts).as("%s of %s", parallelism, maxParallelism).doesNotContain(0);
                if (maxParallelism == 128) {
                    int even = Buckets.COUNT / parallelism;
                    for (int count : counts) {
                        assertThat(count).isBetween(even, even + 1);
                    }
                }
            }
        }
    }

    @Property(tries = 20)
    void decidesAsANaiveComputation(@ForAll Random random) throws Exception {
        checkAgainstNaiveComputation(random, 1, 1, false);
    }

    @Property(tries = 10)
    void decidesTheSameOnThreeSubtasksThatBecomeTwo(@ForAll Random random) throws Exception {
        checkAgainstNaiveComputation(random, 3, 2, false);
    }

    @Property(tries = 3)
    void decidesTheSameWithStateInRocksDb(@ForAll Random random) throws Exception {
        checkAgainstNaiveComputation(random, 2, 3, true);
    }

    private static void checkAgainstNaiveComputation(
            Random random, int parallelism, int laterParallelism, boolean onDisk) throws Exception {
        DuplicateRules rules =
                new DuplicateRules(
                        MEMORY,
                        FlowAccountingTest.addresses("192.0.2.3"),
                        1_000_000,
                        ExporterIdentity.ADDRESS);
        NaiveAccounting naive = new NaiveAccounting(MEMORY.toMillis(), address("192.0.2.3"));
        DuplicateChain chain =
                onDisk
                        ? new DuplicateChain(rules, parallelism, new EmbeddedRocksDBStateBackend())
                        : new DuplicateChain(rules, parallelism);
        Map<Long, Boolean> expected = new HashMap<>();
        long now = T0;
        long id = 0;
        long allBytes = 0;
        for (int datagram = 0; datagram < 150; datagram++) {
            now += random.nextInt(8_000);
            IpAddress exporter = address("192.0.2." + (1 + random.nextInt(4)));
            Flows flows = Flows.from("192.0.2." + (exporter.low() & 0xff), now);
            for (int row = random.nextInt(12); row >= 0; row--) {
                id++;
                int host = 1 + random.nextInt(5);
                boolean back = random.nextBoolean();
                long end = now - random.nextInt(5_000);
                long start = end - random.nextInt(70_000);
                flows.flow()
                        .source(back ? "10.0.0.99" : "10.0.0." + host)
                        .destination(back ? "10.0.0." + host : "10.0.0.99")
                        .with(FlowField.PROTOCOL, 1)
                        .bytes(id)
                        .time(start, end);
                long direction = random.nextInt(4) == 0 ? 1 : 0;
                flows.with(FlowField.DIRECTION, direction);
                allBytes += id;
                String way = host + (back ? "<" : ">");
                expected.put(
                        id,
                        naive.isDuplicate(
                                way, exporter, exporter + " " + direction, start, end, now));
            }
            chain.receive(datagram % chain.parallelism(), flows.batch());
            if (random.nextInt(4) == 0) {
                chain.watermark(now - random.nextInt(2_000));
            }
            if (datagram % 40 == 39) {
                int next = chain.parallelism() == parallelism ? laterParallelism : parallelism;
                chain = chain.rescaled(next, datagram);
            }
        }

        Map<Long, Boolean> actual = new HashMap<>();
        long counted = 0;
        long duplicate = 0;
        for (FlowBatch batch : chain.out()) {
            for (int row = 0; row < batch.size(); row++) {
                boolean isDuplicate = FlowDirection.FORWARD.isDuplicate(batch, row);
                long bytes = batch.get(FlowField.BYTES, row);
                actual.put(bytes, isDuplicate);
                counted += isDuplicate ? 0 : bytes;
                duplicate += isDuplicate ? bytes : 0;
            }
        }
        assertThat(actual).isEqualTo(expected);
        assertThat(expected).containsValue(true).containsValue(false);
        assertThat(counted + duplicate).isEqualTo(allBytes);
        chain.close();
    }

    private List<FlowBatch> process(DuplicateRules rules, FlowBatch... batches) throws Exception {
        return process(rules, NameFiles.NONE, batches);
    }

    private List<FlowBatch> process(DuplicateRules rules, NameFiles names, FlowBatch... batches)
            throws Exception {
        Buckets buckets = new Buckets(Harnesses.MAX_PARALLELISM);
        try (var harness =
                Harnesses.keyed(
                        new DuplicateOperator(rules, names, buckets),
                        buckets.selector(),
                        Types.INT,
                        FlowBatchSerializer.TYPE,
                        metrics)) {
            harness.open();
            for (FlowBatch batch : batches) {
                harness.processElement(batch, batch.receivedMillis());
            }
            return Harnesses.values(harness);
        }
    }

    private static DuplicateRules rules(int flows, ExporterIdentity identity) {
        return new DuplicateRules(MEMORY, List.of(), flows, identity);
    }

    private static boolean isDuplicate(FlowBatch batch) {
        return FlowDirection.FORWARD.isDuplicate(batch, 0);
    }

    private static List<Long> portsOfDuplicates(List<FlowBatch> batches) {
        List<Long> ports = new ArrayList<>();
        for (FlowBatch batch : batches) {
            for (int row = 0; row < batch.size(); row++) {
                if (FlowDirection.FORWARD.isDuplicate(batch, row)) {
                    ports.add(batch.get(FlowField.SOURCE_PORT, row));
                }
            }
        }
        ports.sort(Comparator.naturalOrder());
        return ports;
    }

    private static FlowBatch without(Flows flow, FlowField field) {
        flow.batch().markAbsent(field, 0);
        return flow.batch();
    }

    private static FlowBatch mediated(String mediator, String exporter) {
        FlowBatch batch = tcp(mediator, 0).batch();
        IpAddress address = address(exporter);
        batch.setAddress(FlowField.ORIGINAL_EXPORTER, 0, address.high(), address.low());
        return batch;
    }

    private static Flows tcp(String exporter, long second) {
        return addTcp(Flows.from(exporter, T0 + second * 1_000), 0);
    }

    private static Flows flows(String exporter, long received, int count) {
        Flows flows = Flows.from(exporter, received);
        for (int number = 0; number < count; number++) {
            addTcp(flows, number);
        }
        return flows;
    }

    private static Flows addTcp(Flows flows, int number) {
        long received = flows.batch().receivedMillis();
        return flows.flow()
                .source("10.0.0.1")
                .destination("10.0.0.2")
                .tcp(Flows.ACK, 443)
                .with(FlowField.SOURCE_PORT, 40_000 + number)
                .bytes(1_500)
                .packets(10)
                .time(received - 10_000, received);
    }

    private static Flows answer(String exporter, long second) {
        long received = T0 + second * 1_000;
        return Flows.from(exporter, received)
                .flow()
                .source("10.0.0.2")
                .destination("10.0.0.1")
                .tcp(Flows.ACK, 40_000)
                .with(FlowField.SOURCE_PORT, 443)
                .bytes(7_000)
                .packets(7)
                .time(received - 10_000, received);
    }
}
