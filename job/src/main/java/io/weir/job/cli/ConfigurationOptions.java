package io.weir.job.cli;

import io.weir.job.config.WeirConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which commands take the configuration. Used with picocli's {@code @Mixin}. */
public final class ConfigurationOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration, a YAML file. Without it, everything has its default.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Sets one key, such as listen.udp=2055,4739. Goes before the environment"
                            + " and the file. Can be repeated.")
    private List<String> assignments = new ArrayList<>();

    /**
     * The configuration from the file, the process's environment and the assignments.
     *
     * @throws io.weir.job.config.ConfigurationException with everything that is wrong
     */
    public WeirConfiguration load() {
        return load(List.of());
    }

    /**
     * The same, where other options assign keys, too; those go before {@code --set}.
     *
     * @throws io.weir.job.config.ConfigurationException with everything that is wrong
     */
    WeirConfiguration load(List<String> ofOtherOptions) {
        List<String> all = new ArrayList<>(assignments);
        all.addAll(ofOtherOptions);
        return WeirConfiguration.load(Optional.ofNullable(file), all, System.getenv());
    }

    /** What the configuration is read from besides the environment, in words. */
    String description() {
        String from = file == null ? "defaults" : file.toString();
        return assignments.isEmpty() ? from : from + " and " + assignments.size() + " --set";
    }
}
