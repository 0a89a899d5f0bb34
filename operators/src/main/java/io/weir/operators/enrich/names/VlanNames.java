package io.weir.operators.enrich.names;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the operator calls VLANs. A key is a VLAN id, {@code 100}, or an exporter and a VLAN id,
 * {@code 192.0.2.1/100}, where one id has several meanings.
 */
public final class VlanNames implements OperatorTable {

    /** Reads the file for a {@link io.weir.operators.enrich.file.WatchedFile}. */
    public static final FileLoader<VlanNames> LOADER = new WarningLoader<>(VlanNames::load);

    /** Ids have 12 bits (IEEE 802.1Q); 0 is no VLAN, and 4095 is reserved. */
    private static final int MAX_VLAN = 4094;

    /** The unspecified address, which no exporter has. */
    private static final IpAddress ANY_EXPORTER = new IpAddress(0, 0);

    private final NameTable names;
    private final LoadReport report;

    private VlanNames(NameTable names, LoadReport report) {
        this.names = names;
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     */
    public static VlanNames load(Path path) throws IOException {
        NameTable.Builder names = new NameTable.Builder();
        LoadReport report = SettingsFile.read(path, (key, value) -> put(key, value, names));
        return new VlanNames(names.build(), report);
    }

    private static void put(String key, String name, NameTable.Builder names) {
        int slash = key.lastIndexOf('/');
        IpAddress exporter =
                slash < 0 ? ANY_EXPORTER : SettingKeys.address(key.substring(0, slash));
        long vlan = SettingKeys.number(key.substring(slash + 1), "VLAN id", 1, MAX_VLAN);
        names.put(exporter.high(), exporter.low(), vlan, name);
    }

    /**
     * Finds the name of a VLAN, the exporter's own one before the general one.
     *
     * @param high the first half of the exporter's address
     * @param low its second half
     * @return its id for {@link #name}; 0 if it has none here
     */
    public int find(long high, long low, int vlan) {
        int own = names.find(high, low, vlan);
        return own != 0 ? own : names.find(ANY_EXPORTER.high(), ANY_EXPORTER.low(), vlan);
    }

    /** The name of an id of this table; null for 0. */
    public String name(int id) {
        return names.name(id);
    }

    @Override
    public LoadReport report() {
        return report;
    }
}
