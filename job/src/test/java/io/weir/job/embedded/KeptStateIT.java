package io.weir.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowBatch;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.job.state.Checkpoint;
import io.weir.job.state.StateDirectory;
import io.weir.job.state.StateException;
import io.weir.operators.types.FlowBatchSerializer;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that go on from what others kept. */
@Timeout(180)
class KeptStateIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TemplateDefinition LAYOUT =
            TemplateDefinition.of(300, TemplateField.iana(8, 4), TemplateField.iana(1, 4));

    private final int port = FreeUdpPort.find();
    private final NetflowV9Writer netflow = new NetflowV9Writer(1);

    @TempDir private Path folder;

    private StateDirectory state;
    private DatagramSocket exporter;

    @BeforeEach
    void open() throws Exception {
        state = StateDirectory.open(folder.resolve("the state"), 2);
        exporter = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Failing.LEFT.set(0);
    }

    @AfterEach
    void close() {
        exporter.close();
        state.close();
    }

    @Test
    void savepointOfAStopIsEnoughWithoutCheckpoints() throws Exception {
        WeirConfiguration configuration = configuration("pipeline.checkpoint-interval=0s");
        for (int run = 0; run < 3; run++) {
            Optional<Checkpoint> from = state.newest(skipped -> {});
            assertThat(from.isPresent()).isEqualTo(run > 0);
            try (EmbeddedJob job = start(configuration, from)) {
                job.awaitRunning(PATIENCE);
                job.awaitListening(PATIENCE);
                if (run == 0) {
                    send(netflow.begin(now(), 1_000).template(LAYOUT));
                }
                send(data());
                await().atMost(PATIENCE).until(() -> Balance.of(job.counters()).flows() == 1);

                Path savepoint = job.suspend(state, PATIENCE);
                state.removeEarlier(savepoint);

                assertThat(state.newest(skipped -> {}).map(Checkpoint::folder)).contains(savepoint);
                Balance balance = Balance.of(job.counters());
                assertThat(balance.unexplained()).isZero();
                assertThat(balance.waitingSets().came()).isZero();
            }
        }
    }

    /** The ports are free again by then, and the templates are those of the last checkpoint. */
    @Test
    void listensAgainAfterAFailure() throws Exception {
        try (EmbeddedJob job = start(configuration(), Optional.empty())) {
            job.awaitListening(PATIENCE);
            send(netflow.begin(now(), 1_000).template(LAYOUT));
            send(data());
            await().atMost(PATIENCE).until(() -> Balance.of(job.counters()).flows() == 1);
            awaitCheckpointAfterNow();
            Failing.LEFT.set(1);
            send(data());
            await().atMost(PATIENCE).until(() -> Failing.LEFT.get() == 0);

            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () -> {
                                send(data());
                                return Balance.of(job.counters()).flows() > 2;
                            });

            assertThat(Balance.of(job.counters()).waitingSets().came()).isZero();
        }
    }

    private void awaitCheckpointAfterNow() throws StateException {
        long before = newest();
        await().atMost(PATIENCE).until(() -> newest() >= before + 2);
    }

    private long newest() throws StateException {
        return state.newest(skipped -> {}).map(Checkpoint::id).orElse(0L);
    }

    private EmbeddedJob start(WeirConfiguration configuration, Optional<Checkpoint> from)
            throws IOException {
        return EmbeddedJob.start(
                "kept",
                configuration.pipeline(),
                new KeptState(state, from),
                environment ->
                        new WeirPipeline(environment, configuration)
                                .decode(new UdpInput(configuration.listen()))
                                .map(new Failing())
                                .returns(FlowBatchSerializer.TYPE)
                                .sinkTo(new DiscardingSink<>()));
    }

    private WeirConfiguration configuration(String... more) {
        List<String> assignments =
                new ArrayList<>(
                        List.of(
                                "listen.address=127.0.0.1",
                                "listen.udp=" + port,
                                "pipeline.parallelism=2",
                                "pipeline.checkpoint-interval=1s"));
        assignments.addAll(List.of(more));
        return WeirConfiguration.load(Optional.empty(), assignments, Map.of());
    }

    private NetflowV9Writer data() {
        return netflow.begin(now(), 1_000).data(LAYOUT, r -> r.uint32(0x0a000001).uint32(100));
    }

    private void send(NetflowV9Writer message) throws IOException {
        byte[] bytes = message.toBytes();
        exporter.send(
                new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    private static long now() {
        return System.currentTimeMillis() / 1_000;
    }

    /** Fails as often as it is told. */
    private static final class Failing implements MapFunction<FlowBatch, FlowBatch> {

        private static final long serialVersionUID = 1L;
        private static final AtomicInteger LEFT = new AtomicInteger();

        @Override
        public FlowBatch map(FlowBatch batch) {
            if (LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("the failure of the test");
            }
            return batch;
        }
    }
}
