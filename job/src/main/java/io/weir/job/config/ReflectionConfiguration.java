package io.weir.job.config;

import io.weir.operators.detect.SieveOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The detection of victims of reflection and of reflectors inside.
 *
 * @param enabled whether it runs
 * @param ports UDP ports of the services that may reflect
 * @param bytes octets of large answers that make a finding
 * @param packets of TCP answers that make one
 * @param reflectors distinct senders that a victim has
 * @param unasked the least part of large answers in them and what the host asks, in percent
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record ReflectionConfiguration(
        boolean enabled,
        List<Integer> ports,
        long bytes,
        int packets,
        int reflectors,
        int unasked,
        Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.reflection.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether victims of reflection, and reflectors inside, are detected.");

    static final Key<List<Integer>> PORTS =
            Key.of(
                    "detections.reflection.ports",
                    ValueType.listOf(ValueType.integer(1, 65535)),
                    SieveOptions.REFLECTOR_PORTS.stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")),
                    "UDP ports of the services that may reflect.");

    static final Key<Long> BYTES =
            Key.of(
                    "detections.reflection.bytes",
                    ValueType.bytes("1KiB", "1024GiB"),
                    "20MiB",
                    "Octets of large answers of one service within the window, to a host from all:"
                            + " a victim; from a host inside to one address outside: an open"
                            + " reflector.");

    static final Key<Integer> PACKETS =
            Key.of(
                    "detections.reflection.packets",
                    ValueType.integer(1, 1000000000),
                    "3000",
                    "Packets of TCP with nothing but SYN-ACK or RST within the window, to a host"
                            + " that opened no sessions, from all.");

    static final Key<Integer> REFLECTORS =
            Key.of(
                    "detections.reflection.reflectors",
                    ValueType.integer(1, 1000000),
                    "10",
                    "Distinct servers that answer a victim within the window, at least.");

    static final Key<Integer> UNASKED =
            Key.of(
                    "detections.reflection.unasked",
                    ValueType.integer(0, 100),
                    "75",
                    "Percent of such answers to a victim, of these and its own questions"
                            + " together, at least: resolvers and monitoring ask for answers.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.reflection.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that octets and servers are counted in.");

    static final List<Key<?>> KEYS =
            List.of(ENABLED, PORTS, BYTES, PACKETS, REFLECTORS, UNASKED, WINDOW);

    public ReflectionConfiguration {
        ports = List.copyOf(ports);
    }

    static ReflectionConfiguration from(Settings settings) {
        return new ReflectionConfiguration(
                settings.get(ENABLED),
                settings.get(PORTS),
                settings.get(BYTES),
                settings.get(PACKETS),
                settings.get(REFLECTORS),
                settings.get(UNASKED),
                settings.get(WINDOW));
    }
}
