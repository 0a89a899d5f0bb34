package io.weir.operators.enrich.names;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the operator calls the interfaces of exporters. A key is an exporter and an interface index,
 * {@code 192.0.2.1/3} or, as in ElastiFlow's {@code ifName.yml}, {@code 192.0.2.1::ifName.3}.
 */
public final class InterfaceNames implements OperatorTable {

    /** Reads the file for a {@link io.weir.operators.enrich.file.WatchedFile}. */
    public static final FileLoader<InterfaceNames> LOADER =
            new WarningLoader<>(InterfaceNames::load);

    static final long MAX_INDEX = 0xffff_ffffL;

    private static final String ELASTIFLOW_SEPARATOR = "::ifName.";

    private final NameTable names;
    private final LoadReport report;

    private InterfaceNames(NameTable names, LoadReport report) {
        this.names = names;
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     */
    public static InterfaceNames load(Path path) throws IOException {
        NameTable.Builder names = new NameTable.Builder();
        LoadReport report = SettingsFile.read(path, (key, value) -> put(key, value, names));
        return new InterfaceNames(names.build(), report);
    }

    private static void put(String key, String name, NameTable.Builder names) {
        int elastiFlow = key.lastIndexOf(ELASTIFLOW_SEPARATOR);
        int slash = key.lastIndexOf('/');
        if (elastiFlow < 0 && slash < 0) {
            throw new IllegalArgumentException(
                    "'" + key + "' is neither EXPORTER/INDEX nor EXPORTER::ifName.INDEX");
        }
        int end = elastiFlow < 0 ? slash : elastiFlow;
        int start = elastiFlow < 0 ? slash + 1 : elastiFlow + ELASTIFLOW_SEPARATOR.length();
        IpAddress exporter = SettingKeys.address(key.substring(0, end));
        long index = SettingKeys.number(key.substring(start), "interface index", 0, MAX_INDEX);
        names.put(exporter.high(), exporter.low(), index, name);
    }

    /**
     * Finds the name of an interface.
     *
     * @param high the first half of the exporter's address
     * @param low its second half
     * @param index the interface index, unsigned 32 bits
     * @return its id for {@link #name}; 0 if it has none here
     */
    public int find(long high, long low, long index) {
        return names.find(high, low, index);
    }

    /** The name of an id of this table; null for 0. */
    public String name(int id) {
        return names.name(id);
    }

    /** What ElastiFlow 4 calls an interface without a name. */
    public static String unnamed(long index) {
        return "index: " + index;
    }

    @Override
    public LoadReport report() {
        return report;
    }
}
