package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of hosts that receive many ICMP destination-unreachable messages.
 *
 * @param enabled whether it runs
 * @param messages messages to one host that it takes for an alert
 * @param peers distinct senders of them that it takes besides
 * @param window the sliding window both are counted in, a multiple of 10 s
 */
public record IcmpUnreachableConfiguration(
        boolean enabled, int messages, int peers, Duration window) implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.icmp-unreachable.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether bursts of ICMP destination-unreachable messages are detected.");

    static final Key<Integer> MESSAGES =
            Key.of(
                    "detections.icmp-unreachable.messages",
                    ValueType.integer(1, 1_000_000),
                    "20",
                    "Messages to one host within the window that it takes for an alert.");

    static final Key<Integer> PEERS =
            Key.of(
                    "detections.icmp-unreachable.peers",
                    ValueType.integer(1, 256),
                    "10",
                    "Distinct senders of these messages that it takes besides.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.icmp-unreachable.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that messages and peers are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, MESSAGES, PEERS, WINDOW);

    static IcmpUnreachableConfiguration from(Settings settings) {
        return new IcmpUnreachableConfiguration(
                settings.get(ENABLED),
                settings.get(MESSAGES),
                settings.get(PEERS),
                settings.get(WINDOW));
    }
}
