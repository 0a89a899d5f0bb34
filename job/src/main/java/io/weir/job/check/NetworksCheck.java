package io.weir.job.check;

import io.weir.operators.enrich.networks.LabelledNetwork;
import io.weir.operators.enrich.networks.NetworkLabel;
import io.weir.operators.enrich.networks.NetworksFile;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether the file of networks can be read here, each of its lines is right, and the names that
 * detections go by are in it.
 *
 * @param named names of networks that have bounds of their own
 */
record NetworksCheck(Path path, Set<String> named) implements Check {

    private static final int SHOWN = 10;

    @Override
    public Finding perform() {
        NavigableSet<String> missing = new TreeSet<>(named);
        NavigableSet<String> there = new TreeSet<>();
        Finding finding =
                new ListFileCheck(
                                "networks.file",
                                path,
                                file -> {
                                    NetworksFile read = NetworksFile.read(file);
                                    read.networks().stream()
                                            .map(LabelledNetwork::label)
                                            .map(NetworkLabel::name)
                                            .filter(Objects::nonNull)
                                            .forEach(there::add);
                                    return read.report();
                                })
                        .perform();
        missing.removeAll(there);
        if (missing.isEmpty() || finding.isFailure()) {
            return finding;
        }
        return Finding.warning(
                finding.what(),
                String.format(
                        "%s No network has the name %s of detections.by-network; there %s.",
                        finding.detail(),
                        missing.stream()
                                .map(name -> "'" + name + "'")
                                .collect(Collectors.joining(", or ")),
                        there.isEmpty() ? "are no names" : "are " + shown(there)));
    }

    private static String shown(NavigableSet<String> names) {
        String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return first + (names.size() > SHOWN ? ", …" : "");
    }
}
