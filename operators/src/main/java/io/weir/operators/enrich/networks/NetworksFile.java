package io.weir.operators.enrich.networks;

import io.weir.operators.enrich.file.LoadReport;
import io.weir.operators.enrich.text.EntryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator's file of networks: CSV with a header, or YAML if its name ends in .yaml or .yml.
 *
 * <pre>
 * prefix,name,site,zone,tenant,role,internal
 * 10.1.0.0/16,campus,berlin,trusted,,clients,yes
 *
 * - prefix: 10.1.0.0/16
 *   name: campus
 * </pre>
 *
 * <p>{@code prefix} is an address, a prefix or a range; all others may be left out. {@code
 * internal} is {@code yes} unless it says otherwise.
 *
 * @param networks those that are right, in the order of the file
 * @param report what became of the lines
 */
public record NetworksFile(List<LabelledNetwork> networks, LoadReport report) {

    private static final EntryFile FORM =
            new EntryFile(
                    "networks",
                    List.of("prefix", "name", "site", "zone", "tenant", "role", "internal"),
                    List.of("prefix"));

    /**
     * Reads the file; leaves out lines that are wrong.
     *
     * @throws IOException if it cannot be read at all: it is not there, has no header, is no YAML
     */
    public static NetworksFile read(Path path) throws IOException {
        List<LabelledNetwork> networks = new ArrayList<>();
        LoadReport report =
                FORM.read(path, (line, entry) -> networks.add(NetworkEntry.read(entry)));
        return new NetworksFile(List.copyOf(networks), report);
    }
}
