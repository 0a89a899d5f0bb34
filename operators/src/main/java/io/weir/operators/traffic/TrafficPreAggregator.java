package io.weir.operators.traffic;

import io.weir.operators.PreAggregator;
import io.weir.operators.enrich.EnrichedFlows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;

/**
 * Sums up flows by all dimensions before they cross the network: what does is per key, not per
 * flow.
 */
public final class TrafficPreAggregator extends PreAggregator<TrafficParts> {

    /**
     * The name of the counter of flows booked, in part or whole, in another window than they say.
     */
    public static final String FLOWS_MOVED = "flowsMovedToOpenWindow";

    /** The name of the counter of flows that ended before all open windows, and are not booked. */
    public static final String FLOWS_LATE = "flowsLate";

    /** The name of the counter of their octets. */
    public static final String BYTES_LATE = "bytesLate";

    private static final long serialVersionUID = 1L;

    private final List<Series> series;
    private final Duration horizon;

    private transient List<WindowSums> sums;
    private transient Counter moved;
    private transient Counter late;
    private transient Counter lateBytes;

    /** The sums that share the booking of flows. */
    private record Booked(Duration window, Spread spread) {}

    /**
     * @param horizon how long windows take parts after their end
     */
    public TrafficPreAggregator(List<Series> series, Duration horizon) {
        this.series = List.copyOf(series);
        this.horizon = horizon;
    }

    @Override
    protected void start() {
        Map<Booked, List<Series>> together = new LinkedHashMap<>();
        for (Series one : series) {
            together.computeIfAbsent(
                            new Booked(one.window(), one.spread()), key -> new ArrayList<>())
                    .add(one);
        }
        sums =
                together.values().stream()
                        .map(some -> new WindowSums(some, horizon, this::emit))
                        .toList();
        moved = getMetricGroup().counter(FLOWS_MOVED);
        late = getMetricGroup().counter(FLOWS_LATE);
        lateBytes = getMetricGroup().counter(BYTES_LATE);
    }

    @Override
    protected void add(EnrichedFlows flows, long nowMillis) {
        for (int i = 0; i < sums.size(); i++) {
            BookedFlows booked = sums.get(i).add(flows, nowMillis);
            if (i == 0) {
                moved.inc(booked.moved());
                late.inc(booked.late());
                lateBytes.inc(booked.lateBytes());
            }
        }
    }

    /** Windows are published at few instants; all else can wait for the flush of the second. */
    @Override
    protected boolean isNeededBy(long watermarkMillis, long previousMillis) {
        for (int i = 0; i < sums.size(); i++) {
            if (sums.get(i).publishesWithin(previousMillis, watermarkMillis)) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void flush() {
        sums.forEach(WindowSums::flush);
    }
}
