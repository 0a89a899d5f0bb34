package io.weir.job.faults;

import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.EmbeddedJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;

/**
 * Compares what faults do to documents on their way by Weir's sink and by Flink's connector.
 *
 * <p>Each job reads 40,000 numbers at 4,000 a second from a source that reads again what no
 * checkpoint covers, checkpoints each second, starts again after failures as {@code weir run} does,
 * and gives each document an id: what is written again would be a duplicate without. A job that has
 * not ended 45 s after the fault is given up.
 */
final class FaultTable implements AutoCloseable {

    static final String USER = "weir";
    static final String PASSWORD = "harbour-pilot-7";

    private static final long LAST = 40_000;
    private static final long BEFORE_FAULT = 10_000;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration GIVE_UP = Duration.ofSeconds(45);
    private static final long POLL_MILLIS = 100;
    static final String TITLES =
            """
            | fault | by | sent | arrived | duplicates | written again | lost | job restarts | ended after |
            |---|---|---|---|---|---|---|---|---|\
            """;

    private final Path folder;
    private final Map<Map<String, Object>, FaultyServer> servers = new HashMap<>();

    /**
     * @param folder for the files of servers
     */
    FaultTable(Path folder) {
        this.folder = folder;
    }

    /** Lets a fault befall a delivery. */
    Row row(Fault fault, Delivery delivery) throws Exception {
        FaultyServer server = server(fault);
        String index = fault.index(delivery);
        server.put(
                "/" + index,
                "{\"settings\":{\"number_of_shards\":4},"
                        + "\"mappings\":{\"properties\":{\"n\":{\"type\":\"long\"}}}}");
        Duration toEnd;
        boolean hasEnded;
        long restarts;
        try (FaultyProxy proxy = FaultyProxy.before(server.url(), fault.onTheWay());
                EmbeddedJob job = start(fault, delivery, proxy, index)) {
            await(() -> job.counters().sum("numRecordsOut", NumbersAtAPace.NAME) > BEFORE_FAULT);
            fault.befall(server, index, Outages.duration());
            long end = System.nanoTime();
            hasEnded = awaitEnd(job);
            toEnd = Duration.ofNanos(System.nanoTime() - end);
            restarts = job.counters().sum("numRestarts");
        }
        return new Row(
                fault, delivery, Tally.of(server.client(), index), restarts, hasEnded, toEnd);
    }

    private FaultyServer server(Fault fault) throws Exception {
        FaultyServer known = servers.get(fault.settings());
        if (known != null) {
            return known;
        }
        Map<String, Object> settings = new HashMap<>(fault.settings());
        FaultyServer started =
                FaultyServer.startWithUser(
                        folder.resolve("server" + servers.size()), settings, USER, PASSWORD);
        servers.put(fault.settings(), started);
        return started;
    }

    private static EmbeddedJob start(
            Fault fault, Delivery delivery, FaultyProxy proxy, String index) throws IOException {
        WeirConfiguration configuration =
                WeirConfiguration.load(
                        Optional.empty(), List.of("pipeline.checkpoint-interval=1s"), Map.of());
        NumbersAtAPace.failOnce(fault == Fault.TASK_FAILS);
        return EmbeddedJob.start(
                "numbers",
                configuration.pipeline(),
                environment ->
                        environment
                                .enableCheckpointing(CHECKPOINT_INTERVAL.toMillis())
                                .fromSource(
                                        new NumberSequenceSource(1, LAST),
                                        WatermarkStrategy.noWatermarks(),
                                        "numbers")
                                .setParallelism(1)
                                .map(new NumbersAtAPace())
                                .name(NumbersAtAPace.NAME)
                                .setParallelism(1)
                                .sinkTo(delivery.sink(proxy.url(), index))
                                .setParallelism(1));
    }

    private static boolean awaitEnd(EmbeddedJob job) throws InterruptedException {
        try {
            job.result().get(GIVE_UP.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + GIVE_UP.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        servers.values().forEach(FaultyServer::close);
    }

    /**
     * What came of it.
     *
     * @param hasEnded whether the job has, in time
     * @param toEnd from the end of the fault to the end of the job
     */
    record Row(
            Fault fault,
            Delivery delivery,
            Tally tally,
            long restarts,
            boolean hasEnded,
            Duration toEnd) {

        /** Numbers that are not there. */
        long lost() {
            return LAST - tally.distinct();
        }

        long duplicates() {
            return tally.documents() - tally.distinct();
        }

        String markdown() {
            return "| %s | %s | %d | %d | %d | %d | %d | %d | %s |"
                    .formatted(
                            fault.title(Outages.duration()),
                            delivery.title(),
                            LAST,
                            tally.documents(),
                            duplicates(),
                            tally.writtenAgain(),
                            lost(),
                            restarts,
                            endText());
        }

        private String endText() {
            if (!hasEnded) {
                return "never";
            }
            return fault.isPassing() ? "%.1f s".formatted(toEnd.toMillis() / 1_000.0) : "-";
        }
    }
}
