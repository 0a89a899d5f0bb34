package io.weir.operators.exporters;

import io.weir.operators.Sums;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted of an exporter. Counters are kept by name, so that state knows those of later
 * versions.
 *
 * @param datagrams all that reached decode, malformed ones included; messages, if over TCP
 * @param octets of their payloads
 * @param flows decoded
 * @param malformed datagrams with a fault, by the label of {@link io.weir.codec.Malformation}
 * @param counters by the id of {@link io.weir.codec.session.SessionCounter}; what is not there is 0
 */
public record Accounts(
        long datagrams,
        long octets,
        long flows,
        Map<String, Long> malformed,
        Map<String, Long> counters) {

    public static final Accounts NONE = new Accounts(0, 0, 0, Map.of(), Map.of());

    public Accounts {
        malformed = Collections.unmodifiableMap(new TreeMap<>(malformed));
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
    }

    /** Both together. */
    public Accounts plus(Accounts other) {
        return new Accounts(
                Sums.add(datagrams, other.datagrams),
                Sums.add(octets, other.octets),
                Sums.add(flows, other.flows),
                plus(malformed, other.malformed),
                plus(counters, other.counters));
    }

    private static Map<String, Long> plus(Map<String, Long> some, Map<String, Long> others) {
        Map<String, Long> sum = new TreeMap<>(some);
        others.forEach((name, count) -> sum.merge(name, count, Sums::add));
        return sum;
    }

    /** The datagrams with a fault, each once. */
    public long malformedTotal() {
        return sum(malformed);
    }

    /** The datagrams without a fault. */
    public long decoded() {
        return datagrams - malformedTotal();
    }

    /** A count by the id of its {@link io.weir.codec.session.SessionCounter}. */
    public long count(String id) {
        return counters.getOrDefault(id, 0L);
    }

    /** Grows with whatever is counted. */
    long weight() {
        long weight = Sums.add(Sums.add(datagrams, octets), flows);
        return Sums.add(weight, Sums.add(sum(malformed), sum(counters)));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).reduce(0, Sums::add);
    }
}
