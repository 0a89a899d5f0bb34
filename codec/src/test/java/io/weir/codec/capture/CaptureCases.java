package io.weir.codec.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.testing.Captures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** The captures, where they are present, and what others read in them. */
final class CaptureCases {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CaptureCases() {}

    /** A test for each case of NetFlow and IPFIX, or one skipped test where there are none. */
    static Stream<DynamicTest> test(ThrowingConsumer<Path> test) throws IOException {
        return test(meta -> !isSflow(meta), test);
    }

    /** A test for each case of sFlow, or one skipped test where there are none. */
    static Stream<DynamicTest> testSflow(ThrowingConsumer<Path> test) throws IOException {
        return test(CaptureCases::isSflow, test);
    }

    private static boolean isSflow(JsonNode meta) {
        return meta.at("/protocols/sFlow v5").isNumber();
    }

    private static Stream<DynamicTest> test(Predicate<JsonNode> wanted, ThrowingConsumer<Path> test)
            throws IOException {
        Path captures = Captures.folder();
        if (!Files.isDirectory(captures)) {
            // An assumption out here would leave no trace in the report; a skipped test does.
            return Stream.of(dynamicTest("captures", () -> skipWithout(captures)));
        }
        List<Path> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(captures)) {
            for (Path meta : files.filter(file -> file.endsWith("meta.json")).sorted().toList()) {
                if (wanted.test(JSON.readTree(meta.toFile()))) {
                    cases.add(meta.getParent());
                }
            }
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(
                        folder ->
                                dynamicTest(
                                        captures.relativize(folder).toString(),
                                        () -> test.accept(folder)));
    }

    private static void skipWithout(Path captures) {
        assumeTrue(
                Files.isDirectory(captures),
                "skipped: no captures at " + captures + " (set WEIR_CAPTURES to where they are)");
    }

    static List<JsonNode> expectedLines(Path folder) throws IOException {
        Path plain = folder.resolve("expected.jsonl");
        boolean compressed = !Files.exists(plain);
        Path file = compressed ? folder.resolve("expected.jsonl.gz") : plain;
        List<JsonNode> lines = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = compressed ? new GZIPInputStream(raw) : raw;
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }
}
