package io.weir.codec.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of all data that ships. */
class BuiltInFilesTest {

    /** IANA calls two elements otherwise than RFC 7012 §2.3 asks it to. */
    private static final Set<String> NOT_IN_LOWER_CAMEL_CASE = Set.of("VRFname", "IPSecSPI");

    /** Numbers that IANA took back: they were given twice. */
    private static final Set<Integer> TAKEN_BACK = Set.of(416, 419);

    static List<String> files() {
        return BuiltInFiles.names();
    }

    static List<String> filesOfEnterprises() {
        return files().stream().filter(file -> file.startsWith("enterprise/")).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isInOrderOfItsNumbersWithNamesOfItsOwn(String file) {
        List<InformationElement> elements =
                ElementFile.parse(BuiltInFiles.text(file), file).stream()
                        .map(ElementFile.Entry::element)
                        .toList();
        Set<String> names = new HashSet<>();

        assertThat(elements)
                .isNotEmpty()
                .isSortedAccordingTo(
                        Comparator.comparing((InformationElement it) -> it.space().number())
                                .reversed()
                                .thenComparingInt(InformationElement::id))
                .allSatisfy(
                        element -> {
                            assertThat(names.add(element.space().label() + element.name()))
                                    .as(element.name() + " is there once")
                                    .isTrue();
                            if (!NOT_IN_LOWER_CAMEL_CASE.contains(element.name())) {
                                assertThat(element.name()).matches("[a-z][A-Za-z0-9]*");
                            }
                        });
    }

    @Test
    void listsEveryFileOfTheFolder() throws IOException, URISyntaxException {
        Path folder = Path.of(BuiltInFiles.class.getResource("index.txt").toURI()).getParent();
        try (Stream<Path> all = Files.walk(folder)) {
            List<String> files =
                    all.filter(file -> file.toString().endsWith(".csv"))
                            .map(file -> folder.relativize(file).toString())
                            .toList();

            assertThat(files()).containsExactlyInAnyOrderElementsOf(files);
        }
    }

    @ParameterizedTest
    @MethodSource("filesOfEnterprises")
    void callsAFileByTheNumberOfItsEnterprise(String file) {
        assertThat(ElementFile.parse(BuiltInFiles.text(file), file))
                .allSatisfy(
                        entry ->
                                assertThat(file)
                                        .endsWith("-" + entry.element().space().label() + ".csv"));
    }

    @Test
    void hasTheIanaElementsThatTsharkKnows() throws IOException, InterruptedException {
        Set<Integer> known = new TreeSet<>();
        for (String line : tsharkValues()) {
            String[] columns = line.split("\t", -1);
            if (columns.length == 4 && columns[1].equals("cflow.template_ipfix_field_type")) {
                known.add(Integer.decode(columns[2]));
            }
        }
        // Above are NetFlow v9 types, which Wireshark keeps in the same table.
        known.removeIf(id -> id == 0 || id > 1_000 || TAKEN_BACK.contains(id));
        List<Integer> lacking = new ArrayList<>(known);
        lacking.removeIf(id -> InformationElements.builtIn().netflowV9(id) != null);

        assertThat(known).hasSizeGreaterThan(400);
        assertThat(lacking).isEmpty();
    }

    private static List<String> tsharkValues() throws IOException, InterruptedException {
        Process tshark;
        try {
            tshark =
                    new ProcessBuilder("tshark", "-G", "values")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: no tshark (Debian package tshark)");
            throw e;
        }
        List<String> lines =
                new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertThat(tshark.waitFor()).isZero();
        return lines;
    }
}
