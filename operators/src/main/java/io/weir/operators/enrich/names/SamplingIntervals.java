package io.weir.operators.enrich.names;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The sampling intervals that the operator gives for exporters that do not tell theirs. A key is an
 * exporter, as in ElastiFlow's {@code sampling_interval.yml}, or an exporter and an interface
 * index, {@code 192.0.2.1/3}; the value is the N of 1 in N.
 */
public final class SamplingIntervals implements OperatorTable {

    /** Reads the file for a {@link io.weir.operators.enrich.file.WatchedFile}. */
    public static final FileLoader<SamplingIntervals> LOADER =
            new WarningLoader<>(SamplingIntervals::load);

    /** Stands for all interfaces of an exporter; no index is negative. */
    private static final long ANY_INTERFACE = -1;

    private final TripleTable intervals;
    private final LoadReport report;

    private SamplingIntervals(TripleTable intervals, LoadReport report) {
        this.intervals = intervals;
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     */
    public static SamplingIntervals load(Path path) throws IOException {
        TripleTable.Builder intervals = new TripleTable.Builder();
        LoadReport report = SettingsFile.read(path, (key, value) -> put(key, value, intervals));
        return new SamplingIntervals(intervals.build(), report);
    }

    private static void put(String key, String value, TripleTable.Builder intervals) {
        int slash = key.lastIndexOf('/');
        IpAddress exporter = SettingKeys.address(slash < 0 ? key : key.substring(0, slash));
        long index =
                slash < 0
                        ? ANY_INTERFACE
                        : SettingKeys.number(
                                key.substring(slash + 1),
                                "interface index",
                                0,
                                InterfaceNames.MAX_INDEX);
        long interval = SettingKeys.number(value, "sampling interval", 0, Integer.MAX_VALUE);
        // ElastiFlow's word for no sampling is 0.
        intervals.put(exporter.high(), exporter.low(), index, (int) Math.max(1, interval));
    }

    /**
     * The sampling interval of an interface, else of its exporter.
     *
     * @param high the first half of the exporter's address
     * @param low its second half
     * @param index the interface index, unsigned 32 bits; -1 if it is not known
     * @return 1 or more; 0 if the file tells nothing of it
     */
    public int interval(long high, long low, long index) {
        int ofInterface = intervals.get(high, low, index);
        return ofInterface != 0 ? ofInterface : intervals.get(high, low, ANY_INTERFACE);
    }

    @Override
    public LoadReport report() {
        return report;
    }
}
