package io.weir.operators.enrich.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No line of an operator's file is so wrong that it costs the others, or the job. */
class AnyLineTest {

    private static final List<FileLoader<? extends OperatorTable>> LOADERS =
            List.of(
                    Applications::load,
                    ApplicationSpaces::load,
                    InterfaceNames::load,
                    InterfaceSpeeds::load,
                    SamplingIntervals::load,
                    VlanNames::load,
                    MacVendors::load);

    @Property(tries = 500)
    void everyLineIsTakenOrTold(@ForAll("lines") List<String> lines) throws IOException {
        Path file = Files.createTempFile("names", ".yml");
        try {
            Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            for (FileLoader<? extends OperatorTable> loader : LOADERS) {
                LoadReport report = loader.load(file).report();

                assertThat(report.entries() + report.problems()).isBetween(0L, (long) lines.size());
            }
        } finally {
            Files.delete(file);
        }
    }

    /** Pieces of right lines, put together any way. */
    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "192.0.2.1",
                        "999.0.2.1",
                        "2001:db8::1",
                        "[",
                        "]",
                        "::ifName.",
                        "/",
                        ":",
                        ": ",
                        "::",
                        ",",
                        "\"",
                        "'",
                        "\\",
                        " ",
                        "#",
                        "\t",
                        "13",
                        "20..",
                        "..",
                        "12356",
                        "99999999999999999",
                        "__",
                        "fortinet",
                        "MA-L,",
                        "00000C",
                        "00:00:0C",
                        "/36",
                        "4294967296",
                        "\u00fc",
                        "-",
                        "{}",
                        "---");
        return pieces.list().ofMaxSize(8).map(parts -> String.join("", parts)).list().ofMaxSize(10);
    }
}
