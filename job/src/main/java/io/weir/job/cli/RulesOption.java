package io.weir.job.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option of commands that run detections. Used with picocli's {@code @Mixin}. */
final class RulesOption {

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description =
                    "Adds the rules in a directory, each a .sql file: short for --set"
                            + " rules.directory=DIR.")
    private Path directory;

    /** The same as assignments to keys. */
    List<String> assignments() {
        return directory == null ? List.of() : List.of("rules.directory=" + directory);
    }
}
