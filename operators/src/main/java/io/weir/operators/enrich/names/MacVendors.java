package io.weir.operators.enrich.names;

import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The vendors of MAC addresses by their first 24, 28 or 36 bits, from a file that the operator
 * gives. Lines are those of IEEE's {@code oui.csv}, {@code mam.csv}, {@code oui36.csv} and {@code
 * cid.csv}, or of Wireshark's {@code manuf}; one file may have all of them behind each other.
 */
public final class MacVendors implements OperatorTable {

    /** Reads the file for a {@link io.weir.operators.enrich.file.WatchedFile}. */
    public static final FileLoader<MacVendors> LOADER = new WarningLoader<>(MacVendors::load);

    private static final int MAC_BITS = 48;
    private static final int[] LONGEST_FIRST = {36, 28, 24};

    private final NameTable vendors;
    private final LoadReport report;

    private MacVendors(NameTable vendors, LoadReport report) {
        this.vendors = vendors;
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     */
    public static MacVendors load(Path path) throws IOException {
        NameTable.Builder vendors = new NameTable.Builder();
        LoadReport report =
                LineReader.read(
                        path,
                        MacVendorLine::isNone,
                        line -> {
                            MacVendorLine vendor = MacVendorLine.parse(line);
                            vendors.put(vendor.prefix(), vendor.bits(), 0, vendor.name());
                        });
        return new MacVendors(vendors.build(), report);
    }

    /**
     * Finds the vendor of the longest prefix.
     *
     * @param mac the address, 48 bits
     * @return its id for {@link #name}; 0 if it has none here
     */
    public int find(long mac) {
        for (int bits : LONGEST_FIRST) {
            int vendor = vendors.find(mac >>> (MAC_BITS - bits), bits, 0);
            if (vendor != 0) {
                return vendor;
            }
        }
        return 0;
    }

    /** The name of an id of this table; null for 0. */
    public String name(int id) {
        return vendors.name(id);
    }

    @Override
    public LoadReport report() {
        return report;
    }
}
