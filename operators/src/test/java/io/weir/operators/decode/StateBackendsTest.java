package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.Harnesses;
import io.weir.udp.Datagram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What exporters taught, on the state backends of Flink and between them. Exporters with an even
 * number have a template; of the others a data set waits.
 */
class StateBackendsTest {

    private static final long T0 = 1_700_000_000_123L;
    private static final int EXPORTERS = 60;

    @ParameterizedTest
    @EnumSource
    void followsExportersToMoreAndToFewerSubtasks(Backend backend) throws Exception {
        OperatorSubtaskState four = rescale(savepointOf(backend), 1, 4, backend);
        OperatorSubtaskState two = rescale(four, 4, 2, backend);

        assertThat(decodeAll(two, 2, 2, backend)).containsExactlyElementsOf(expected());
    }

    @ParameterizedTest
    @CsvSource({"HEAP,ROCKSDB", "ROCKSDB,HEAP"})
    void restoresTheSavepointOfTheOtherBackend(Backend writes, Backend reads) throws Exception {
        assertThat(decodeAll(savepointOf(writes), 1, 1, reads))
                .containsExactlyElementsOf(expected());
    }

    @ParameterizedTest
    @EnumSource
    void expiresWhatWasRestored(Backend backend) throws Exception {
        try (DecodeHarness decode = DecodeHarness.restore(savepointOf(backend), 1, 1, 0, backend)) {
            assertThat(decode.exporters()).isEqualTo(EXPORTERS);
            decode.watermark(T0 + DecodeHarness.EXPIRY.toMillis() + 2_000);
            for (int number = 0; number < EXPORTERS; number++) {
                decode.receive(TestExporter.numbered(number).flow(T0 + 1, number));
            }
            assertThat(decode.flowBytes()).isEmpty();
            decode.watermark(T0 + 2 * DecodeHarness.FORGET_NEWCOMERS.toMillis());

            assertThat(decode.exporters()).isZero();
            assertThat(decode.timers()).isZero();
        }
    }

    /** Each exporter's first flow is 1,000 and its number, the second its number alone. */
    private static List<Long> expected() {
        return LongStream.range(0, EXPORTERS)
                .flatMap(n -> n % 2 == 0 ? LongStream.of(n) : LongStream.of(1_000 + n, n))
                .sorted()
                .boxed()
                .toList();
    }

    private static OperatorSubtaskState savepointOf(Backend backend) throws Exception {
        try (DecodeHarness decode = DecodeHarness.restore(null, 1, 1, 0, backend)) {
            for (int number = 0; number < EXPORTERS; number++) {
                TestExporter exporter = TestExporter.numbered(number);
                boolean even = number % 2 == 0;
                decode.receive(even ? exporter.template(T0) : exporter.flow(T0, 1_000 + number));
            }
            assertThat(decode.flowBytes()).isEmpty();
            return decode.savepoint();
        }
    }

    private static OperatorSubtaskState rescale(
            OperatorSubtaskState state, int from, int to, Backend backend) throws Exception {
        List<OperatorSubtaskState> parts = new ArrayList<>();
        for (int subtask = 0; subtask < to; subtask++) {
            try (DecodeHarness decode = DecodeHarness.restore(state, from, to, subtask, backend)) {
                assertThat(decode.exporters()).isBetween(1, EXPORTERS - 1);
                parts.add(decode.savepoint());
            }
        }
        return AbstractStreamOperatorTestHarness.repackageState(
                parts.toArray(OperatorSubtaskState[]::new));
    }

    /** Gives each exporter's datagrams to the subtask that owns it; returns the bytes, sorted. */
    private static List<Long> decodeAll(
            OperatorSubtaskState state, int from, int parallelism, Backend backend)
            throws Exception {
        List<Long> bytes = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            try (DecodeHarness decode =
                    DecodeHarness.restore(state, from, parallelism, subtask, backend)) {
                for (int number = 0; number < EXPORTERS; number++) {
                    TestExporter exporter = TestExporter.numbered(number);
                    Datagram flow = exporter.flow(T0 + 1, number);
                    if (ownerOf(flow, parallelism) == subtask) {
                        if (number % 2 == 1) {
                            decode.receive(exporter.template(T0 + 1));
                        }
                        decode.receive(flow);
                    }
                }
                bytes.addAll(decode.flowBytes());
            }
        }
        return bytes.stream().sorted().toList();
    }

    private static int ownerOf(Datagram datagram, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                ExporterIdentity.ADDRESS.session(datagram), Harnesses.MAX_PARALLELISM, parallelism);
    }
}
