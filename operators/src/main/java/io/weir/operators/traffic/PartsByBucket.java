package io.weir.operators.traffic;

import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.tables.KeyHash;
import io.weir.operators.tables.KeyTable;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/** Splits the sums of a dimension by window and bucket. Not thread-safe. */
final class PartsByBucket {

    private final Series series;
    private final int keyLength;
    private final int stride;
    private final long windowMillis;

    private long[] windowEnds = new long[4];
    private int windowCount;

    /** Window and bucket of each row. */
    private int[] groups = new int[0];

    private int[] sizes = new int[0];
    private long[][] values = new long[0][];
    private String[][] texts = new String[0][];
    private DistinctSketches[][] distincts = new DistinctSketches[0][];

    PartsByBucket(Series series) {
        this.series = series;
        windowMillis = series.window().toMillis();
        keyLength = series.dimension().keyLength();
        stride = TrafficParts.stride(series.dimension());
    }

    /** Hands out the parts of all rows. */
    void handOut(SumsTable table, Consumer<TrafficParts> output) {
        windowCount = 0;
        group(table);
        for (int row = 0; row < table.size(); row++) {
            copy(table, row);
        }
        for (int window = 0; window < windowCount; window++) {
            handOut(window, output);
        }
    }

    private void group(SumsTable table) {
        KeyTable rows = table.rows();
        if (groups.length < table.size()) {
            groups = new int[rows.rows().length / rows.stride()];
        }
        for (int row = 0; row < table.size(); row++) {
            int bucket = SeriesKey.bucket(KeyHash.of(rows.rows(), row * rows.stride(), keyLength));
            groups[row] = group(table.windowEnd(row), bucket);
            sizes[groups[row]]++;
            if (table.reachesBack(row)) {
                int before = groupBefore(table, row); // may make new arrays
                sizes[before]++;
            }
        }
    }

    private int group(long windowEnd, int bucket) {
        return window(windowEnd) * SeriesKey.BUCKETS + bucket;
    }

    /** The group of what a row has in the window before. */
    private int groupBefore(SumsTable table, int row) {
        return group(table.windowEnd(row) - windowMillis, groups[row] % SeriesKey.BUCKETS);
    }

    /** The number of the window that ends then; windows are few. */
    private int window(long end) {
        for (int window = windowCount - 1; window >= 0; window--) {
            if (windowEnds[window] == end) {
                return window;
            }
        }
        if (windowCount == windowEnds.length) {
            windowEnds = Arrays.copyOf(windowEnds, 2 * windowCount);
        }
        windowEnds[windowCount++] = end;
        int groupCount = windowCount * SeriesKey.BUCKETS;
        if (sizes.length < groupCount) {
            sizes = Arrays.copyOf(sizes, groupCount);
            values = Arrays.copyOf(values, groupCount);
            texts = Arrays.copyOf(texts, groupCount);
            distincts = Arrays.copyOf(distincts, groupCount);
        }
        return windowCount - 1;
    }

    private void copy(SumsTable table, int row) {
        copy(table, row, groups[row], table.bytes(row), table.packets(row), table.flows(row));
        if (table.reachesBack(row)) {
            int before = groupBefore(table, row);
            copy(table, row, before, table.bytesBefore(row), table.packetsBefore(row), 0);
        }
    }

    /** Adds a part to the end of what a group still has to get; the sizes run down to 0. */
    private void copy(SumsTable table, int row, int group, long bytes, long packets, long flows) {
        if (values[group] == null) {
            values[group] = new long[sizes[group] * stride];
        }
        long[] to = values[group];
        int part = --sizes[group];
        KeyTable rows = table.rows();
        System.arraycopy(rows.rows(), row * rows.stride(), to, part * stride, keyLength);
        int counters = part * stride + keyLength;
        to[counters] = bytes;
        to[counters + 1] = packets;
        to[counters + 2] = flows;
        setText(group, part, rows.text(row));
        setDistinct(group, part, rows.distinct(row));
    }

    private void setText(int group, int part, @Nullable String text) {
        if (text != null) {
            if (texts[group] == null) {
                texts[group] = new String[values[group].length / stride];
            }
            texts[group][part] = text;
        }
    }

    private void setDistinct(int group, int part, @Nullable DistinctSketches sketches) {
        if (sketches != null) {
            if (distincts[group] == null) {
                distincts[group] = new DistinctSketches[values[group].length / stride];
            }
            distincts[group][part] = sketches;
        }
    }

    private void handOut(int window, Consumer<TrafficParts> output) {
        for (int bucket = 0; bucket < SeriesKey.BUCKETS; bucket++) {
            int group = window * SeriesKey.BUCKETS + bucket;
            if (values[group] != null) {
                output.accept(
                        new TrafficParts(
                                series.dimension(),
                                series.windowSeconds(),
                                bucket,
                                windowEnds[window],
                                values[group],
                                texts[group],
                                distincts[group],
                                Remainder.NONE));
                values[group] = null;
                texts[group] = null;
                distincts[group] = null;
            }
        }
    }
}
