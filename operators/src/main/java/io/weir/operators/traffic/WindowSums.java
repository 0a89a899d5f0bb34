package io.weir.operators.traffic;

import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.tables.RowFinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All sums in windows of one size that flows are booked in in one way, until the next flush. Not
 * thread-safe.
 */
final class WindowSums {

    private final Windows windows;
    private final BookedFlows booked;

    /** Each behind those that it follows from. */
    private final List<DimensionSums> sums = new ArrayList<>();

    private final List<DistinctSums> distincts = new ArrayList<>();

    /**
     * @param series all of windows of one size and one spread, at least one
     * @param horizon how long windows take parts after their end
     * @param finder whose memory is shared by all sums of a thread
     * @param output takes what is flushed
     */
    WindowSums(
            List<Series> series,
            Duration horizon,
            RowFinder finder,
            Consumer<TrafficParts> output) {
        windows = new Windows(series.get(0).window(), horizon);
        booked = new BookedFlows(windows, series.get(0).spread());
        List<Series> derived = new ArrayList<>();
        for (Series one : series) {
            if (derivation(one, series).isPresent()) {
                derived.add(one);
            } else {
                sums.add(new DimensionSums(one, finder, output));
            }
            if (one.distinct()) {
                distincts.add(new DistinctSums(one, output));
            }
        }
        for (Series one : derived) {
            Derivation derivation = derivation(one, series).orElseThrow();
            DimensionSums coarser = new DimensionSums(one, derivation.rest(), finder, output);
            of(derivation.finer()).derive(new DerivedSums(derivation, coarser));
            sums.add(coarser);
        }
    }

    private static Optional<Derivation> derivation(Series coarser, List<Series> all) {
        for (Derivation derivation : Derivation.values()) {
            if (derivation.coarser() == coarser.dimension()) {
                return all.stream()
                        .filter(one -> one.dimension() == derivation.finer())
                        .filter(finer -> derivation.isPossible(coarser, finer))
                        .findFirst()
                        .map(finer -> derivation);
            }
        }
        return Optional.empty();
    }

    private DimensionSums of(Dimension dimension) {
        return sums.stream()
                .filter(one -> one.series().dimension() == dimension)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Adds the flows of a batch.
     *
     * @param nowMillis the time that decides which windows are open
     * @return what became of them; used again for the next batch
     */
    BookedFlows add(EnrichedFlows flows, long nowMillis) {
        booked.book(flows, nowMillis);
        for (int i = 0; i < sums.size(); i++) {
            sums.get(i).add(booked);
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
        sums.forEach(DimensionSums::flush);
        distincts.forEach(DistinctSums::flush);
    }
}
