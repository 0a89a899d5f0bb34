package io.weir.operators.enrich.names;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the operator's names are, each a path or null.
 *
 * @param applications read by {@link Applications}
 * @param interfaces read by {@link InterfaceNames}
 * @param sampling read by {@link SamplingIntervals}
 * @param vlans read by {@link VlanNames}
 * @param macVendors read by {@link MacVendors}
 * @param elastiFlow directory of ElastiFlow's user settings
 */
public record NameFiles(
        String applications,
        String interfaces,
        String sampling,
        String vlans,
        String macVendors,
        String elastiFlow)
        implements Serializable {

    /** No names of the operator. */
    public static final NameFiles NONE = new NameFiles(null, null, null, null, null, null);

    /** ElastiFlow's list of addresses that are never threats, if it is there. */
    public Optional<Path> elastiFlowWhitelist() {
        return ElastiFlowFile.REPUTATION_WHITELIST.in(elastiFlow);
    }

    /** A file of ElastiFlow's user settings. */
    enum ElastiFlowFile {
        APPLICATIONS("applications.yml"),
        INTERFACES("ifName.yml"),
        SAMPLING("sampling_interval.yml"),
        APPLICATION_SPACES("app_id.srctype.yml"),
        REPUTATION_WHITELIST("ip_rep_whitelist.yml");

        private final String fileName;

        ElastiFlowFile(String fileName) {
            this.fileName = fileName;
        }

        /** Where the file is, if it is. */
        Optional<Path> in(String directory) {
            return Optional.ofNullable(directory)
                    .map(path -> Path.of(path, fileName))
                    .filter(Files::exists);
        }
    }
}
