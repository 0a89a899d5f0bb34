package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of peer-to-peer file sharing.
 *
 * @param enabled whether it runs
 * @param ports where peers listen, TCP and UDP
 * @param hosts distinct hosts outside that make a finding
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record PeerToPeerConfiguration(
        boolean enabled, List<Integer> ports, int hosts, Duration window) implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.p2p.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether peer-to-peer file sharing by hosts inside is detected.");

    static final Key<List<Integer>> PORTS =
            Key.of(
                    "detections.p2p.ports",
                    ValueType.listOf(ValueType.integer(1, 65535)),
                    "1214, 4662, 4672, 6346, 6347, 6881, 6882, 6883, 6884, 6885, 6886, 6887, 6888,"
                            + " 6889",
                    "Ports where peers listen, TCP and UDP.");

    static final Key<Integer> HOSTS =
            Key.of(
                    "detections.p2p.hosts",
                    ValueType.integer(2, 1000000),
                    "30",
                    "Distinct peers outside that one host has within the window: it shares files.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.p2p.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that hosts are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, PORTS, HOSTS, WINDOW);

    static PeerToPeerConfiguration from(Settings settings) {
        return new PeerToPeerConfiguration(
                settings.get(ENABLED),
                settings.get(PORTS),
                settings.get(HOSTS),
                settings.get(WINDOW));
    }
}
