package io.weir.job.config;

import io.weir.operators.detect.DistributedLoginBounds;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of password guessing.
 *
 * @param enabled whether it runs
 * @param ports of TCP services that ask for passwords
 * @param leastPackets of a session from its client
 * @param mostPackets of a session from its client
 * @param mostBytes of a session from its client
 * @param sessions with one port of one server that make a finding
 * @param distributed what makes sessions of many sources a finding
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record LoginBruteForceConfiguration(
        boolean enabled,
        List<Integer> ports,
        int leastPackets,
        int mostPackets,
        long mostBytes,
        int sessions,
        DistributedLoginBounds distributed,
        Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.login-brute-force.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether password guessing is detected.");

    static final Key<List<Integer>> PORTS =
            Key.of(
                    "detections.login-brute-force.ports",
                    ValueType.listOf(ValueType.integer(1, 65535)),
                    "21, 22, 23, 445, 1433, 3306, 3389, 5432, 5900",
                    "TCP ports of services that ask for passwords.");

    static final Key<Integer> LEAST_PACKETS =
            Key.of(
                    "detections.login-brute-force.least-packets",
                    ValueType.integer(1, 1000000),
                    "10",
                    "Packets that the client of a session sends, at least: fewer are a look whether"
                            + " the service is there.");

    static final Key<Integer> MOST_PACKETS =
            Key.of(
                    "detections.login-brute-force.most-packets",
                    ValueType.integer(1, 1000000),
                    "60",
                    "Packets that it sends, at most: more are work.");

    static final Key<Long> MOST_BYTES =
            Key.of(
                    "detections.login-brute-force.most-bytes",
                    ValueType.bytes("1KiB", "1GiB"),
                    "10KiB",
                    "Bytes that it sends, at most.");

    static final Key<Integer> SESSIONS =
            Key.of(
                    "detections.login-brute-force.sessions",
                    ValueType.integer(2, 256),
                    "30",
                    "Such sessions of one source with one port of one server within the window:"
                            + " it guesses.");

    static final Key<Integer> DISTRIBUTED_SOURCES =
            Key.of(
                    "detections.login-brute-force.distributed.sources",
                    ValueType.integer(2, 1024),
                    "20",
                    "Distinct sources outside, each with fewer sessions than"
                            + " detections.login-brute-force.sessions, with one port of one server"
                            + " within the window: they guess together.");

    static final Key<Integer> DISTRIBUTED_SESSIONS =
            Key.of(
                    "detections.login-brute-force.distributed.sessions",
                    ValueType.integer(2, 1024),
                    "100",
                    "Such sessions of these sources together, at least.");

    static final Key<Integer> DISTRIBUTED_SHORT =
            Key.of(
                    "detections.login-brute-force.distributed.short",
                    ValueType.integer(0, 100),
                    "80",
                    "Percent of such sessions among these and longer ones of the same service, at"
                            + " least: people work longer.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.login-brute-force.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that sessions are counted in.");

    static final List<Key<?>> KEYS =
            List.of(
                    ENABLED,
                    PORTS,
                    LEAST_PACKETS,
                    MOST_PACKETS,
                    MOST_BYTES,
                    SESSIONS,
                    DISTRIBUTED_SOURCES,
                    DISTRIBUTED_SESSIONS,
                    DISTRIBUTED_SHORT,
                    WINDOW);

    static LoginBruteForceConfiguration from(Settings settings) {
        return new LoginBruteForceConfiguration(
                settings.get(ENABLED),
                settings.get(PORTS),
                settings.get(LEAST_PACKETS),
                settings.get(MOST_PACKETS),
                settings.get(MOST_BYTES),
                settings.get(SESSIONS),
                new DistributedLoginBounds(
                        settings.get(DISTRIBUTED_SOURCES),
                        settings.get(DISTRIBUTED_SESSIONS),
                        settings.get(DISTRIBUTED_SHORT)),
                settings.get(WINDOW));
    }
}
