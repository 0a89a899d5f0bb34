package io.weir.job.config;

import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Spread;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The windows of time that flows are summed up in.
 *
 * @param horizon how long a window stays open for flows that are reported late
 * @param booking over which minutes a flow is booked
 * @param hours whether minutes are merged to hours
 * @param distinct of whose keys it is counted how many hosts and ports they had to do with
 */
public record WindowsConfiguration(
        Duration horizon, Spread booking, boolean hours, List<Dimension> distinct)
        implements Serializable {

    static final Key<Duration> HORIZON =
            Key.of(
                    "windows.horizon",
                    ValueType.duration("0s", "35m"),
                    "2m",
                    "How long a window stays open for flows that are reported late; each open"
                            + " window keeps its sums in memory.");

    static final Key<Spread> BOOKING =
            Key.of(
                    "windows.booking",
                    ValueType.oneOf(Spread.class),
                    "even",
                    "Which minutes a flow counts in: evenly in all between its start and its end,"
                            + " or all of it at its end.");

    static final Key<Boolean> HOURS =
            Key.of(
                    "windows.hours",
                    ValueType.bool(),
                    "true",
                    "Whether minutes are merged to hours as well; an hour keeps its sums in memory"
                            + " until it is over.");

    static final Key<List<Dimension>> DISTINCT =
            Key.of(
                    "windows.distinct",
                    ValueType.listOf(ValueType.oneOf(Dimension.class)),
                    "exporter",
                    "Of which dimensions each key says how many different hosts (of a host: peers)"
                            + " and ports of servers it had to do with, within about 2 %. For those"
                            + " of `rollups.dimensions` and `topn.dimensions`. Each key takes up to"
                            + " 2 KiB more.");

    static final List<Key<?>> KEYS = List.of(HORIZON, BOOKING, HOURS, DISTINCT);

    static WindowsConfiguration from(Settings settings) {
        return new WindowsConfiguration(
                settings.get(HORIZON),
                settings.get(BOOKING),
                settings.get(HOURS),
                settings.get(DISTINCT));
    }
}
