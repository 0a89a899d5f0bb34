package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.enrich.networks.NetworksFile;
import io.weir.operators.enrich.threat.AllowFile;
import io.weir.operators.enrich.threat.ThreatFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListFileCheckTest {

    @TempDir private Path directory;

    @Test
    void findsNetworksInOrder() throws IOException {
        Path file = write("networks.csv", "prefix,name\n10.0.0.0/8,all\n10.1.0.0/16,campus\n");

        assertThat(networks(file)).isEqualTo(Finding.ok("networks.file " + file, "2 entries."));
    }

    @Test
    void failsWhenAFileIsMissing() {
        Path missing = directory.resolve("missing.csv");

        assertThat(networks(missing))
                .isEqualTo(
                        Finding.failed(
                                "networks.file " + missing,
                                "there is no such file; name one that this user can read."));
    }

    @Test
    void failsWhenTheHeaderIsWrong() throws IOException {
        Path file = write("networks.csv", "network,name\n");

        assertThat(networks(file).isFailure()).isTrue();
        assertThat(networks(file).detail())
                .startsWith("cannot be used: line 1: 'network' is none of prefix, name");
    }

    @Test
    void warnsOfWrongLinesByTheirNumbers() throws IOException {
        Path file = write("allow.txt", "192.0.2.1\nnobody\n192.0.2.3\n");

        Finding finding =
                new ListFileCheck("threats.allow", file, path -> AllowFile.read(path).report())
                        .perform();

        assertThat(finding)
                .isEqualTo(
                        Finding.warning(
                                "threats.allow " + file,
                                "1 of 3 entries are wrong: line 2: 'nobody' is no IPv4 or IPv6"
                                        + " address."));
    }

    @Test
    void failsWhenNoLineOfAFeedIsRight() throws IOException {
        Path file = write("feed.txt", "<html>\n");

        Finding finding = feed(file, null);

        assertThat(finding.isFailure()).isTrue();
        assertThat(finding.detail()).startsWith("1 of 1 entries are wrong: line 1: '<html>'");
    }

    @Test
    void warnsOfAFeedThatIsTooOld() throws IOException {
        Path file =
                write("feed.txt", "# Source File Date: Thu Jan 1 00:00:00 UTC 2026\n192.0.2.1\n");

        assertThat(feed(file, Duration.ofDays(7)))
                .isEqualTo(
                        Finding.warning(
                                "threats.feeds drop " + file,
                                "is of 2026-01-01T00:00:00Z, too old to count; fetch a new one."));
        assertThat(feed(file, null).status()).isEqualTo(Finding.Status.OK);
    }

    private static Finding networks(Path file) {
        return new ListFileCheck("networks.file", file, path -> NetworksFile.read(path).report())
                .perform();
    }

    private static Finding feed(Path file, Duration maxAge) {
        return new ThreatFeedCheck(
                        new ThreatFeed("drop", file.toString(), null, List.of(), 50, null, maxAge),
                        Clock.systemUTC())
                .perform();
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
