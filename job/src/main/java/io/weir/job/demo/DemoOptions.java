package io.weir.job.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a demo takes.
 *
 * @param buildFolder holds the unpacked server in {@code elasticsearch}; the demo's data go to its
 *     {@code demo}
 * @param duration how long to run; empty for until it is stopped
 * @param flowsPerSecond of all simulated exporters, at least 1
 * @param udpPort where the job listens on 127.0.0.1
 * @param httpPort where Elasticsearch answers
 * @param transportPort Elasticsearch's second port
 */
public record DemoOptions(
        Path buildFolder,
        Optional<Duration> duration,
        int flowsPerSecond,
        int udpPort,
        int httpPort,
        int transportPort) {

    Path unpackedServer() {
        return buildFolder.resolve("elasticsearch");
    }

    Path dataFolder() {
        return buildFolder.resolve("demo");
    }
}
