package io.weir.job.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.codec.IpAddress;
import io.weir.testing.Captures;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the captures of public repositories, where they are present, and counts as they do. */
class SharedCapturesTest {

    /** Its counts include the copy of a datagram inside an ICMP error, which nobody exported. */
    private static final Path COUNTS_ICMP_QUOTE = Path.of("libnetflow9/malformed-6/input.pcap");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsAsManyDatagramsAndExportersAsEachCaseSays() throws IOException {
        Path captures = Captures.folder();
        assumeTrue(
                Files.isDirectory(captures),
                "no captures at " + captures + " (set WEIR_CAPTURES to where they are)");
        try (Stream<Path> files = Files.walk(captures)) {
            List<Path> pcaps =
                    files.filter(file -> file.endsWith("input.pcap"))
                            .filter(file -> !file.endsWith(COUNTS_ICMP_QUOTE))
                            .sorted()
                            .toList();
            assertThat(pcaps).isNotEmpty();
            for (Path pcap : pcaps) {
                checkCase(pcap);
            }
        }
    }

    private static void checkCase(Path pcap) throws IOException {
        JsonNode meta = JSON.readTree(pcap.resolveSibling("meta.json").toFile());
        Set<String> exporters = new TreeSet<>();
        long bytes = 0;
        try (CaptureReader reader = CaptureReader.open(pcap)) {
            for (Datagram next = reader.next(); next != null; next = reader.next()) {
                exporters.add(new IpAddress(next.sourceHigh(), next.sourceLow()).toString());
                bytes += next.payload().length;
            }
            assertThat(reader.statistics().datagrams())
                    .as("%s: %s", pcap, reader.statistics())
                    .isEqualTo(meta.get("datagrams").asLong());
        }
        assertThat(bytes).as("bytes of %s", pcap).isEqualTo(meta.get("bytes").asLong());
        Set<String> expected = new TreeSet<>();
        meta.get("exporters").forEach(exporter -> expected.add(exporter.asText()));
        assertThat(exporters).as("exporters of %s", pcap).isEqualTo(expected);
    }
}
