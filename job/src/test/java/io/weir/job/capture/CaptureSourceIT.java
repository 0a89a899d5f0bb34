package io.weir.job.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CaptureSourceIT {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final IpAddress EXPORTER = IpAddress.ofIpv4(0xc0000201L);
    private static final IpAddress COLLECTOR = IpAddress.ofIpv4(0xc00002feL);

    @TempDir Path folder;

    @Test
    void mergesFilesByTimeIntoTheSameSequenceOnEveryRun() throws Exception {
        Path first = capture("a", 0, 10, 20, 20, 30);
        Path second = capture("b", 5, 10, 20, 40);
        for (int run = 0; run < 4; run++) {
            StreamExecutionEnvironment env = environment(1 + run % 2);
            List<Path> files = run < 2 ? List.of(first, second) : List.of(second, first);
            assertThat(run(env, files))
                    .filteredOn(line -> !line.startsWith("watermark"))
                    .containsExactly(
                            "a0@0", "b0@5", "a1@10", "b1@10", "a2@20", "a3@20", "b2@20", "a4@30",
                            "b3@40");
        }
    }

    @Test
    void emitsAWatermarkAtTheFirstPacketOfEachNewSecond() throws Exception {
        List<Path> files = List.of(capture("a", 200, 900, 1300, 1999, 700, 1200, 5000));
        assertThat(run(environment(1), files))
                .containsExactly(
                        "watermark 199",
                        "a0@200",
                        "a1@900",
                        "watermark 1299",
                        "a2@1300",
                        "a3@1999",
                        "a4@700",
                        "a5@1200",
                        "watermark 4999",
                        "a6@5000",
                        "watermark end");
    }

    @Test
    void takesUpInMidFileAfterAFailure() throws Exception {
        long[] times = IntStream.range(0, 3000).mapToLong(i -> 10L * i).toArray();
        List<String> expected =
                IntStream.range(0, 3000).mapToObj(i -> "a" + i + "@" + times[i]).toList();
        StreamExecutionEnvironment env = environment(1);
        env.enableCheckpointing(20);
        FailAfterCheckpoint.FAILED.set(false);
        assertThat(run(env, List.of(capture("a", times))))
                .filteredOn(line -> !line.startsWith("watermark"))
                .containsExactlyElementsOf(expected);
        assertThat(FailAfterCheckpoint.FAILED).isTrue();
    }

    @Test
    void keepsSplitsAcrossSerialization() throws IOException {
        CaptureSplit split = new CaptureSplit(List.of("/a", "/ü"), 1L << 40);
        CaptureSplitSerializer serializer = new CaptureSplitSerializer();
        assertThat(serializer.deserialize(1, serializer.serialize(split))).isEqualTo(split);
        UnassignedSplitsSerializer unassigned = new UnassignedSplitsSerializer();
        assertThat(unassigned.deserialize(1, unassigned.serialize(List.of(split))))
                .containsExactly(split);
        assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void refusesNoFiles() {
        assertThatThrownBy(() -> CaptureSource.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A capture whose n-th datagram carries its name and n, sent so many milliseconds in 1970. */
    private Path capture(String name, long... epochMillis) throws IOException {
        Path file = folder.resolve(name);
        try (PcapWriter writer = PcapWriter.open(file)) {
            for (int i = 0; i < epochMillis.length; i++) {
                byte[] payload = (name + i).getBytes(US_ASCII);
                writer.write(
                        epochMillis[i] * 1000,
                        EXPORTER,
                        50_000,
                        COLLECTOR,
                        2055,
                        payload,
                        0,
                        payload.length);
            }
        }
        return file;
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        return env;
    }

    @SuppressWarnings("try") // closing the results may throw InterruptedException, as a test may
    private static List<String> run(StreamExecutionEnvironment env, List<Path> files)
            throws Exception {
        List<String> lines = new ArrayList<>();
        try (CloseableIterator<String> results =
                env.fromSource(
                                CaptureSource.of(files),
                                WatermarkStrategy.noWatermarks(),
                                "captures")
                        .transform("lines", Types.STRING, new ToLines())
                        .setParallelism(1)
                        .map(new FailAfterCheckpoint(env.getCheckpointInterval() > 0))
                        .setParallelism(1)
                        .executeAndCollect()) {
            results.forEachRemaining(lines::add);
        }
        return lines;
    }

    /** Each element as payload@timestamp, each watermark as a line of its own. */
    private static final class ToLines extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<Datagram, String> {

        private static final long serialVersionUID = 1L;

        /** Chained, so that the source is in mid-file when a checkpoint is. */
        ToLines() {
            setChainingStrategy(ChainingStrategy.ALWAYS);
        }

        @Override
        public void processElement(StreamRecord<Datagram> element) {
            String payload = new String(element.getValue().payload(), US_ASCII);
            output.collect(new StreamRecord<>(payload + "@" + element.getTimestamp()));
        }

        @Override
        public void processWatermark(Watermark mark) throws Exception {
            String time =
                    mark.equals(Watermark.MAX_WATERMARK)
                            ? "end"
                            : String.valueOf(mark.getTimestamp());
            output.collect(new StreamRecord<>("watermark " + time));
            super.processWatermark(mark);
        }
    }

    /** Fails once, after a checkpoint that holds a part of the elements. */
    private static final class FailAfterCheckpoint
            implements MapFunction<String, String>, CheckpointListener {

        private static final long serialVersionUID = 1L;
        private static final AtomicBoolean FAILED = new AtomicBoolean();

        private final boolean fails;
        private boolean checkpointed;
        private int elements;

        FailAfterCheckpoint(boolean fails) {
            this.fails = fails;
        }

        @Override
        public String map(String value) throws Exception {
            if (fails && !FAILED.get()) {
                // A little time per element lets checkpoints come between them.
                Thread.sleep(1);
                if (checkpointed && elements > 100) {
                    FAILED.set(true);
                    throw new IllegalStateException("the failure this test asks for");
                }
            }
            elements++;
            return value;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = elements > 0;
        }
    }
}
