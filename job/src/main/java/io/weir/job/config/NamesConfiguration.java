package io.weir.job.config;

import io.weir.operators.enrich.names.NameFiles;
import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Where the operator's own names are. Each is a path on the TaskManagers, null where there is none;
 * a file is read again when it changes.
 *
 * @param applications names of applications, by server address and port or by application id
 * @param interfaces names of interfaces, by exporter and index
 * @param sampling sampling intervals of exporters that do not tell theirs
 * @param vlans names of VLANs
 * @param macVendors vendors of MAC addresses
 * @param elastiFlow directory of ElastiFlow's user settings; a file above goes before the one of
 *     its kind in there
 */
public record NamesConfiguration(
        @Nullable String applications,
        @Nullable String interfaces,
        @Nullable String sampling,
        @Nullable String vlans,
        @Nullable String macVendors,
        @Nullable String elastiFlow)
        implements Serializable {

    static final Key<String> APPLICATIONS =
            Key.withoutDefault(
                    "names.applications",
                    ValueType.text(),
                    "File with names of applications, `ADDRESS:PORT: NAME` of a server or"
                            + " `13..453: NAME` of an application id on each line. An address and"
                            + " port that are in it are the server of their flows.");

    static final Key<String> INTERFACES =
            Key.withoutDefault(
                    "names.interfaces",
                    ValueType.text(),
                    "File with names of interfaces, `EXPORTER/INDEX: NAME` on each line.");

    static final Key<String> SAMPLING =
            Key.withoutDefault(
                    "names.sampling",
                    ValueType.text(),
                    "File with the sampling intervals of exporters that do not tell theirs,"
                            + " `EXPORTER: N` or `EXPORTER/INDEX: N` on each line.");

    static final Key<String> VLANS =
            Key.withoutDefault(
                    "names.vlans",
                    ValueType.text(),
                    "File with names of VLANs, `ID: NAME` or `EXPORTER/ID: NAME` on each line.");

    static final Key<String> MAC_VENDORS =
            Key.withoutDefault(
                    "names.mac-vendors",
                    ValueType.text(),
                    "File with the vendors of MAC addresses: IEEE's `oui.csv`, with `mam.csv` and"
                            + " `oui36.csv` behind it if wanted, or Wireshark's `manuf`.");

    static final Key<String> ELASTIFLOW =
            Key.withoutDefault(
                    "names.elastiflow",
                    ValueType.text(),
                    "Directory with ElastiFlow's user settings, read as they are. What is also"
                            + " in a file of the keys above is taken from there.");

    static final List<Key<?>> KEYS =
            List.of(APPLICATIONS, INTERFACES, SAMPLING, VLANS, MAC_VENDORS, ELASTIFLOW);

    static NamesConfiguration from(Settings settings) {
        return new NamesConfiguration(
                settings.get(APPLICATIONS),
                settings.get(INTERFACES),
                settings.get(SAMPLING),
                settings.get(VLANS),
                settings.get(MAC_VENDORS),
                settings.get(ELASTIFLOW));
    }

    /** The files as the enrichment takes them. */
    public NameFiles files() {
        return new NameFiles(applications, interfaces, sampling, vlans, macVendors, elastiFlow);
    }
}
