package io.weir.operators.traffic;

import io.weir.operators.enrich.EnrichedFlows;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All sums in windows of one size that flows are booked in in one way, until the next flush. Not
 * thread-safe.
 */
final class WindowSums {

    private final Windows windows;
    private final BookedFlows booked;

    /** Each behind those that it follows from. */
    private final List<FlowSums> sums;

    /** Those of them that take anything from flows. */
    private final List<FlowSums> booking;

    private final List<DistinctSums> distincts;

    /**
     * @param series all of windows of one size and one spread, at least one, of different
     *     dimensions
     * @param horizon how long windows take parts after their end
     * @param output takes what is flushed
     */
    WindowSums(List<Series> series, Duration horizon, Consumer<TrafficParts> output) {
        windows = new Windows(series.get(0).window(), horizon);
        booked = new BookedFlows(windows, series.get(0).spread());
        sums = sums(series, output);
        booking = sums.stream().filter(one -> one.sums().hasBooking()).toList();
        distincts =
                series.stream()
                        .filter(Series::distinct)
                        .map(one -> new DistinctSums(one, output))
                        .toList();
    }

    private static List<FlowSums> sums(List<Series> series, Consumer<TrafficParts> output) {
        Map<Dimension, Series> rest = new EnumMap<>(Dimension.class);
        series.forEach(one -> rest.put(one.dimension(), one));
        Map<Derivation, Series> derived = new EnumMap<>(Derivation.class);
        for (Derivation derivation : derivations(rest)) {
            derived.put(derivation, rest.remove(derivation.coarser()));
        }
        Map<Grouping, FlowSums> all = new LinkedHashMap<>();
        rest.forEach((dimension, one) -> all.put(dimension, new DimensionSums(one, output)));
        for (Derivation derivation : derived.keySet()) {
            if (derivation.finer() instanceof Combination combination) {
                all.computeIfAbsent(combination, any -> new CombinedSums(combination));
            }
        }
        derived.forEach(
                (derivation, one) -> {
                    DimensionSums coarser = new DimensionSums(one, derivation.rest(), output);
                    all.get(derivation.finer()).sums().derive(new DerivedSums(derivation, coarser));
                    all.put(one.dimension(), coarser);
                });
        return List.copyOf(all.values());
    }

    private static List<Derivation> derivations(Map<Dimension, Series> series) {
        List<Derivation> wanted =
                Stream.of(Derivation.values())
                        .filter(derivation -> series.containsKey(derivation.coarser()))
                        .toList();
        return wanted.stream().filter(one -> isWorthIt(one, wanted, series)).toList();
    }

    /** A combination is worth it if two dimensions follow from it. */
    private static boolean isWorthIt(
            Derivation derivation, List<Derivation> wanted, Map<Dimension, Series> series) {
        if (derivation.finer() instanceof Dimension finer) {
            return series.containsKey(finer)
                    && derivation.isPossible(series.get(derivation.coarser()), series.get(finer));
        }
        return wanted.stream().filter(one -> one.finer() == derivation.finer()).count() > 1;
    }

    /**
     * Adds the flows of a batch.
     *
     * @param nowMillis the time that decides which windows are open
     * @return what became of them; used again for the next batch
     */
    BookedFlows add(EnrichedFlows flows, long nowMillis) {
        booked.book(flows, nowMillis);
        for (int i = 0; i < booking.size(); i++) {
            booking.get(i).add(booked);
        }
        for (int i = 0; i < distincts.size(); i++) {
            distincts.get(i).add(booked);
        }
        return booked;
    }

    /** Whether windows are published at such a watermark. */
    boolean publishesWithin(long previousMillis, long watermarkMillis) {
        return windows.publishesWithin(previousMillis, watermarkMillis);
    }

    /** Hands out all sums, and forgets them. */
    void flush() {
        sums.forEach(FlowSums::flush);
        distincts.forEach(DistinctSums::flush);
    }
}
