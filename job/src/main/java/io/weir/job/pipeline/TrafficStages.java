package io.weir.job.pipeline;

import io.weir.job.config.RollupsConfiguration;
import io.weir.job.config.TopNConfiguration;
import io.weir.job.config.WindowsConfiguration;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.traffic.BucketTop;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.traffic.Series;
import io.weir.operators.traffic.SeriesKey;
import io.weir.operators.traffic.Spread;
import io.weir.operators.traffic.TopMerge;
import io.weir.operators.traffic.TopN;
import io.weir.operators.traffic.TrafficParts;
import io.weir.operators.traffic.TrafficPreAggregator;
import io.weir.operators.traffic.TrafficSerializers;
import io.weir.operators.traffic.TrafficTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The stages from flows to rollups and Top-N. */
public final class TrafficStages {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final WindowsConfiguration windows;
    private final RollupsConfiguration rollups;
    private final TopNConfiguration topN;

    public TrafficStages(
            WindowsConfiguration windows, RollupsConfiguration rollups, TopNConfiguration topN) {
        this.windows = windows;
        this.rollups = rollups;
        this.topN = topN;
    }

    /** The streams that come of the flows. */
    public record Streams(DataStream<TopN> topN, DataStream<Rollup> rollups) {}

    /** Adds the stages behind the flows, which must be in their chain. */
    public Streams attach(DataStream<EnrichedFlows> flows) {
        List<Series> series = series();
        Duration horizon = windows.horizon();
        DataStream<TrafficParts> parts =
                flows.transform(
                                "sum up traffic",
                                TrafficSerializers.TRAFFIC_PARTS,
                                new TrafficPreAggregator(series, horizon))
                        .uid("sum-up-traffic");
        SingleOutputStreamOperator<BucketTop> totals =
                parts.keyBy(TrafficParts::key, TrafficSerializers.SERIES_KEY)
                        .process(
                                new TrafficTotals(series, horizon, rollups.interfaceSpeeds()),
                                TrafficSerializers.BUCKET_TOP)
                        .name("traffic by bucket")
                        .uid("traffic-by-bucket");
        DataStream<TopN> best =
                totals.keyBy(BucketTop::window, TrafficSerializers.TOP_WINDOW)
                        .process(new TopMerge(series, horizon), TrafficSerializers.TOP_N)
                        .name("merge Top-N")
                        .uid("merge-topn");
        return new Streams(best, totals.getSideOutput(TrafficTotals.ROLLUPS));
    }

    /** What both want of a dimension is summed up once. */
    private List<Series> series() {
        Set<Dimension> dimensions = new LinkedHashSet<>(rollups.dimensions());
        dimensions.addAll(topN.dimensions());
        List<Series> all = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            boolean isRollup = rollups.dimensions().contains(dimension);
            boolean isRanked = topN.dimensions().contains(dimension);
            all.add(
                    new Series(
                            dimension,
                            MINUTE,
                            windows.booking(),
                            isRollup,
                            isRanked ? topN.size() : 0,
                            topN.metric(),
                            isRollup ? keysPerBucket(rollups.keys()) : rankedKeys(dimension),
                            windows.hours(),
                            windows.distinct().contains(dimension)));
        }
        for (Dimension dimension : rollups.fine()) {
            all.add(
                    new Series(
                            dimension,
                            TEN_SECONDS,
                            Spread.AT_END,
                            true,
                            0,
                            topN.metric(),
                            keysPerBucket(rollups.keys()),
                            false,
                            false));
        }
        return List.copyOf(all);
    }

    private int rankedKeys(Dimension dimension) {
        return topN.exact().contains(dimension) ? Series.ALL_KEYS : keysPerBucket(topN.keys());
    }

    private static int keysPerBucket(int keys) {
        return Math.max(2, keys / SeriesKey.BUCKETS);
    }
}
