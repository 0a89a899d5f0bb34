package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.Sums;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of one suspect within a sliding window of 10-second panes: distinct observations
 * with the pane in which each was last made, and counters per pane.
 *
 * <p>Bounded: at most {@link #MAX_OBSERVATIONS} observations; beyond that new ones count as flows
 * only, so that distinct counts are lower bounds.
 */
public final class EvidenceWindow {

    /** The length of a pane. */
    public static final long PANE_MILLIS = 10_000;

    static final int MAX_OBSERVATIONS = 1_024;
    static final int MAX_EXPORTERS = 8;

    /** Counters of one pane. */
    record Pane(long flows, long packets, long bytes) {
        Pane plus(Evidence evidence) {
            return new Pane(
                    flows + evidence.flows(),
                    Sums.add(packets, evidence.packets()),
                    Sums.add(bytes, evidence.bytes()));
        }
    }

    private final Map<Observation, Long> observations;
    private final Map<Long, Pane> panes;
    private final Set<IpAddress> exporters;

    EvidenceWindow() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
    }

    EvidenceWindow(
            Map<Observation, Long> observations, Map<Long, Pane> panes, Set<IpAddress> exporters) {
        this.observations = observations;
        this.panes = panes;
        this.exporters = exporters;
    }

    EvidenceWindow copy() {
        return new EvidenceWindow(
                new LinkedHashMap<>(observations),
                new LinkedHashMap<>(panes),
                new LinkedHashSet<>(exporters));
    }

    static long paneOf(long millis) {
        return Math.floorDiv(millis, PANE_MILLIS) * PANE_MILLIS;
    }

    void add(Evidence evidence) {
        long pane = paneOf(evidence.lastReceivedMillis());
        panes.merge(pane, new Pane(0, 0, 0).plus(evidence), (known, added) -> known.plus(evidence));
        for (Observation observation : evidence.observations()) {
            if (observations.containsKey(observation) || observations.size() < MAX_OBSERVATIONS) {
                observations.merge(observation, pane, Math::max);
            }
        }
        if (exporters.size() < MAX_EXPORTERS) {
            exporters.add(evidence.exporter());
        }
    }

    /** Forgets the panes that start before the given time. */
    void forgetBefore(long millis) {
        panes.keySet().removeIf(pane -> pane < millis);
        observations.values().removeIf(pane -> pane < millis);
    }

    boolean isEmpty() {
        return panes.isEmpty();
    }

    Set<Observation> observations() {
        return observations.keySet();
    }

    Map<Observation, Long> observationPanes() {
        return observations;
    }

    Map<Long, Pane> panes() {
        return panes;
    }

    List<IpAddress> exporters() {
        return new ArrayList<>(exporters);
    }

    long flows() {
        return panes.values().stream().mapToLong(Pane::flows).sum();
    }

    long packets() {
        return panes.values().stream().mapToLong(Pane::packets).reduce(0, Sums::add);
    }

    long bytes() {
        return panes.values().stream().mapToLong(Pane::bytes).reduce(0, Sums::add);
    }

    /** The first millisecond of the oldest pane; 0 if there is none. */
    long start() {
        return panes.keySet().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    /** The first millisecond after the newest pane; 0 if there is none. */
    long end() {
        return panes.keySet().stream().mapToLong(pane -> pane + PANE_MILLIS).max().orElse(0);
    }
}
