package io.weir.operators.enrich.names;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.file.Path;

/** Whose application ids an exporter sends: ElastiFlow's {@code app_id.srctype.yml}. */
public final class ApplicationSpaces implements OperatorTable {

    /** Reads the file for a {@link io.weir.operators.enrich.file.WatchedFile}. */
    public static final FileLoader<ApplicationSpaces> LOADER =
            new WarningLoader<>(ApplicationSpaces::load);

    private final TripleTable spaces;
    private final LoadReport report;

    private ApplicationSpaces(TripleTable spaces, LoadReport report) {
        this.spaces = spaces;
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     */
    public static ApplicationSpaces load(Path path) throws IOException {
        TripleTable.Builder spaces = new TripleTable.Builder();
        LoadReport report = SettingsFile.read(path, (key, value) -> put(key, value, spaces));
        return new ApplicationSpaces(spaces.build(), report);
    }

    private static void put(String key, String value, TripleTable.Builder spaces) {
        IpAddress exporter = SettingKeys.address(key);
        ApplicationSpace space = ApplicationSpace.of(value);
        spaces.put(exporter.high(), exporter.low(), 0, space.number());
    }

    /** The space of an exporter's ids; null if the file tells nothing of it. */
    public ApplicationSpace of(long high, long low) {
        return ApplicationSpace.of(spaces.get(high, low, 0));
    }

    @Override
    public LoadReport report() {
        return report;
    }
}
