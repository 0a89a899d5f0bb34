package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Distinct;
import io.weir.operators.traffic.Metric;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.traffic.TopEntry;
import io.weir.operators.traffic.TopN;
import io.weir.operators.traffic.Traffic;
import io.weir.operators.traffic.TrafficKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rollups and Top-N of every dimension. */
public final class TrafficSamples {

    public static final long START = Instant.parse("2026-01-01T23:59:00Z").toEpochMilli();
    private static final Distinct DISTINCT = new Distinct(17, 4);
    public static final long END = START + 60_000;

    private static final IpAddress IPV4 = Flows.address("10.1.2.3");
    private static final IpAddress IPV6 = Flows.address("2001:db8::1");
    private static final long NOT_SMALL = 0xfedc_ba98_7654_3210L;
    private static final long UNKNOWN_WAY = 0;

    private TrafficSamples() {}

    /** Keys of a dimension, with names and without, of known values and unknown ones. */
    public static List<TrafficKey> keys(Dimension dimension) {
        return switch (dimension) {
            case EXPORTER, CLIENT, SERVER, SOURCE, DESTINATION, HOST ->
                    List.of(address(IPV4), address(IPV6));
            case INTERFACE ->
                    List.of(
                            of(IPV4, 7, 0, "ge-0/0/7"),
                            of(IPV4, 7, 1, null),
                            of(IPV6, 0xffff_ffffL, 1, "uplink"));
            case SERVICE ->
                    List.of(
                            of(6 << 17 | 1 << 16 | 443, 0, null),
                            of(17 << 17 | 1 << 16, 0, null),
                            of(200 << 17 | 1 << 16 | 50_000, 0, null),
                            of(1 << 17, 0, null));
            case APPLICATION ->
                    List.of(of(0, 0, null), of(NOT_SMALL, 0, "ssl / web"), of(5, 0, null));
            case SITE, TENANT ->
                    List.of(of(NOT_SMALL, 0, "Berlin"), of(NOT_SMALL, 1, "Berlin"), of(5, 0, null));
            case AS ->
                    List.of(
                            of(64_500, 0, "Shipping"),
                            of(64_500, 1, null),
                            of(4_200_000_000L, 1, ""),
                            of(0, 0, null));
            case AS_PAIR -> List.of(of(64_500, 64_501, null), of(64_500, 0, null), of(0, 0, null));
            case WAY ->
                    List.of(
                            of((1L << 8 | 1) << 16 | 'D' << 8 | 'E', 0, null),
                            of(3L << 24, 0, null),
                            of(UNKNOWN_WAY, 0, null));
            case DSCP -> List.of(of(46, 0, null), of(63, 0, null), of(64, 0, null));
            case VLAN -> List.of(of(IPV4, 20, 0, null), of(IPV6, 4_095, 0, null));
            case TCP_FLAGS -> List.of(of(0, 0, null), of(0x12, 0, null), of(0x1ff, 0, null));
            case CONVERSATION, CLIENT_SERVER ->
                    List.of(
                            new TrafficKey(IPV4.high(), IPV4.low(), IPV6.high(), IPV6.low(), null),
                            new TrafficKey(IPV4.high(), IPV4.low(), IPV4.high(), IPV4.low(), null));
            case COUNTRY -> List.of(of('D' << 8 | 'E', 0, null), of(0, 0, null));
        };
    }

    private static TrafficKey address(IpAddress address) {
        return of(address, 0, 0, null);
    }

    private static TrafficKey of(IpAddress address, long third, long fourth, String text) {
        return new TrafficKey(address.high(), address.low(), third, fourth, text);
    }

    private static TrafficKey of(long first, long second, String text) {
        return new TrafficKey(first, second, 0, 0, text);
    }

    /** The rollups of all these keys, and the other keys of two buckets. */
    public static List<Rollup> rollups(Dimension dimension) {
        List<Rollup> rollups = new ArrayList<>();
        for (TrafficKey key : keys(dimension)) {
            Traffic traffic = new Traffic(900 + rollups.size(), 9, 3);
            rollups.add(
                    new Rollup(
                            dimension,
                            START,
                            END,
                            key,
                            false,
                            1,
                            traffic,
                            DISTINCT,
                            dimension == Dimension.INTERFACE ? 10_000_000_000L : 0));
        }
        for (int bucket = 5; bucket <= 6; bucket++) {
            Traffic traffic = new Traffic(75, 2, 1);
            rollups.add(
                    new Rollup(
                            dimension,
                            START,
                            END,
                            TrafficKey.OTHER,
                            true,
                            bucket,
                            traffic,
                            null,
                            0));
        }
        return rollups;
    }

    /** A Top-N of all these keys. */
    public static TopN top(Dimension dimension) {
        List<TopEntry> entries = new ArrayList<>();
        for (TrafficKey key : keys(dimension)) {
            int rank = entries.size();
            entries.add(new TopEntry(key, new Traffic(600 - rank, 6, 3), rank, DISTINCT));
        }
        return top(dimension, entries, 10, false);
    }

    static TopN top(Dimension dimension, List<TopEntry> entries, long revision, boolean complete) {
        return new TopN(
                dimension,
                START,
                END,
                entries,
                new Traffic(100, 1, 1),
                Metric.BYTES,
                5,
                revision,
                complete);
    }
}
