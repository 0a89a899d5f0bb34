package io.weir.operators.traffic;

import io.weir.operators.PreAggregator;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.tables.RowFinder;
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

    private transient List<Group> groups;
    private transient List<Windows> windows;
    private transient Counter moved;
    private transient Counter late;
    private transient Counter lateBytes;

    /** The sums that share entries: windows of one size, booked in one way. */
    private record Group(
            BookedFlows flows, List<DimensionSums> sums, List<DistinctSums> distincts) {}

    private record GroupKey(Duration window, Spread spread) {}

    /**
     * @param horizon how long windows take parts after their end
     */
    public TrafficPreAggregator(List<Series> series, Duration horizon) {
        this.series = List.copyOf(series);
        this.horizon = horizon;
    }

    @Override
    protected void start() {
        RowFinder finder = new RowFinder();
        Map<GroupKey, Group> byKey = new LinkedHashMap<>();
        for (Series one : series) {
            Group group =
                    byKey.computeIfAbsent(
                            new GroupKey(one.window(), one.spread()), this::emptyGroup);
            group.sums().add(new DimensionSums(one, finder, this::emit));
            if (one.distinct()) {
                group.distincts().add(new DistinctSums(one, this::emit));
            }
        }
        groups = List.copyOf(byKey.values());
        windows =
                byKey.keySet().stream()
                        .map(key -> new Windows(key.window(), horizon))
                        .distinct()
                        .toList();
        moved = getMetricGroup().counter(FLOWS_MOVED);
        late = getMetricGroup().counter(FLOWS_LATE);
        lateBytes = getMetricGroup().counter(BYTES_LATE);
    }

    private Group emptyGroup(GroupKey key) {
        BookedFlows flows = new BookedFlows(new Windows(key.window(), horizon), key.spread());
        return new Group(flows, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    protected void add(EnrichedFlows flows, long nowMillis) {
        for (int i = 0; i < groups.size(); i++) {
            BookedFlows booked = groups.get(i).flows();
            booked.book(flows, nowMillis);
            if (i == 0) {
                moved.inc(booked.moved());
                late.inc(booked.late());
                lateBytes.inc(booked.lateBytes());
            }
            List<DimensionSums> sums = groups.get(i).sums();
            for (int j = 0; j < sums.size(); j++) {
                sums.get(j).add(booked);
            }
            List<DistinctSums> distincts = groups.get(i).distincts();
            for (int j = 0; j < distincts.size(); j++) {
                distincts.get(j).add(booked);
            }
        }
    }

    /** Windows are published at few instants; all else can wait for the flush of the second. */
    @Override
    protected boolean isNeededBy(long watermarkMillis, long previousMillis) {
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).publishesWithin(previousMillis, watermarkMillis)) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void flush() {
        for (Group group : groups) {
            group.sums().forEach(DimensionSums::flush);
            group.distincts().forEach(DistinctSums::flush);
        }
    }
}
