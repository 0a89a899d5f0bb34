package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.config.KnownRules;
import io.weir.job.config.RulesConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionsCheckTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2027-02-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path folder;

    @Test
    void isContentWithRightLines() throws IOException {
        Finding finding =
                check(
                        """
                        rule,entity,scope,until,reason
                        syn-scan-horizontal,192.0.2.7,,forever,our scanner
                        *,10.9.0.0/16,,2027-02-01T00:00:01Z,load tests
                        """);

        assertThat(finding.status()).isEqualTo(Finding.Status.OK);
        assertThat(finding.detail()).isEqualTo("2 entries.");
    }

    @Test
    void warnsOfWrongEndedAndUnknownLinesByTheirNumbers() throws IOException {
        Finding finding =
                check(
                        """
                        rule,entity,scope,until,reason
                        syn-scan-horizontal,192.0.2.7,,2027-01-31T18:00:00Z,over
                        syn-scan-horizontl,192.0.2.7,,forever,misspelled
                        login-brute-force,nowhere,,forever,wrong
                        login-brute-force,192.0.2.8,,forever,right
                        """);

        assertThat(finding.status()).isEqualTo(Finding.Status.WARNING);
        assertThat(finding.what())
                .isEqualTo("alerts.suppressions " + folder.resolve("suppressions.csv"));
        assertThat(finding.detail())
                .startsWith("1 of 4 entries are wrong: line 4: ")
                .endsWith(
                        " line 2 ended at 2027-01-31T18:00:00Z; line 3: there is no rule"
                                + " 'syn-scan-horizontl'; the nearest is syn-scan-horizontal.");
    }

    @Test
    void failsWithoutAFile() {
        Finding finding =
                new SuppressionsCheck(folder.resolve("none.csv"), KnownRules.of(rules()), CLOCK)
                        .perform();

        assertThat(finding.isFailure()).isTrue();
        assertThat(finding.detail()).startsWith("there is no such file");
    }

    private Finding check(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("suppressions.csv"), text);
        return new SuppressionsCheck(file, KnownRules.of(rules()), CLOCK).perform();
    }

    private static RulesConfiguration rules() {
        return new RulesConfiguration(true, null, List.of(), List.of());
    }
}
