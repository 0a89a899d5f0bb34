package io.weir.job.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.embedded.EmbeddedJob;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that has one thread to write with and room for one more request. */
@Tag("faults")
@Timeout(300)
class OverloadIT {

    private static final long LAST = 20_000;

    @Test
    void sendsAgainWhatAFullWriteQueueDidNotTake(@TempDir Path folder) throws Exception {
        try (FaultyServer server =
                FaultyServer.start(
                        folder.resolve("server"),
                        Map.of("thread_pool.write.size", 1, "thread_pool.write.queue_size", 1))) {
            server.put("/numbers", "{\"settings\":{\"number_of_shards\":4}}");
            try (EmbeddedJob job =
                    NumberJob.start(
                            LAST,
                            NumberJob.configuration(server.url()),
                            NumberJob.limits(100, 16),
                            new NumberDocuments("numbers"))) {
                NumberJob.awaitEnd(job);

                assertThat(job.counters().sum("documentsRetried"))
                        .as("documents answered with status 429")
                        .isPositive();
                assertThat(job.counters().sum("documentsRejected")).isZero();
                assertThat(job.counters().sum("numRestarts")).isZero();
            }
            FaultyServer.Contents contents = server.contents("numbers", "n");
            assertThat(contents.documents()).isEqualTo(LAST);
            assertThat(contents.sum()).isEqualTo(LAST * (LAST + 1) / 2);
        }
    }
}
