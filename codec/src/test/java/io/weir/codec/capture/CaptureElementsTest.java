package io.weir.codec.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.element.ElementSpace;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import io.weir.testing.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Asks the registry for all elements that exports of real devices have. */
class CaptureElementsTest {

    private static final int NETFLOW_V9 = 9;

    /** Padding of H3C, numbers that tests made up, and four that Citrix names nowhere. */
    private static final Set<String> NAMED_BY_NOBODY =
            Set.of("0.0", "0.65", "2.123", "5951.329", "5951.330", "5951.331", "5951.332");

    @Test
    void knowsTheElementsOfAllCapturesButAFew() throws IOException {
        Path captures = Captures.folder();
        assumeTrue(
                Files.isDirectory(captures),
                "skipped: no captures at " + captures + " (set WEIR_CAPTURES to where they are)");
        Set<String> unknown = new TreeSet<>();
        Set<String> known = new HashSet<>();
        for (Path folder : folders(captures)) {
            for (JsonNode line : CaptureCases.expectedLines(folder)) {
                boolean netflowV9 = line.path("version").asInt() == NETFLOW_V9;
                for (JsonNode field : line.path("fields")) {
                    String[] element = field.get(0).asText().split(":", -1);
                    long space = Long.parseLong(element[0]);
                    int id = Integer.parseInt(element[1]);
                    Set<String> found = find(netflowV9, space, id) == null ? unknown : known;
                    found.add(space + "." + id);
                }
            }
        }

        assertThat(known).hasSizeGreaterThan(200);
        assertThat(unknown).containsExactlyInAnyOrderElementsOf(NAMED_BY_NOBODY);
    }

    private static InformationElement find(boolean netflowV9, long space, int id) {
        InformationElements elements = InformationElements.builtIn();
        return netflowV9 && space == 0
                ? elements.netflowV9(id)
                : elements.find(new ElementSpace(space), id);
    }

    private static Iterable<Path> folders(Path captures) throws IOException {
        try (Stream<Path> files = Files.walk(captures)) {
            return files.filter(file -> file.endsWith("meta.json")).map(Path::getParent).toList();
        }
    }
}
