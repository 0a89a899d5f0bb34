package io.weir.operators.detect.suppress;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.operators.enrich.file.LineProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionsTest {

    private static final Instant END = Instant.parse("2027-01-31T18:00:00Z");
    private static final long BEFORE = END.toEpochMilli() - 1;

    @TempDir private Path folder;

    @Test
    void coversRuleEntityAndScopeUntilItsEnd() throws IOException {
        Suppressions suppressions =
                load("syn-flood,10.0.0.0/24,port-22,2027-01-31T19:00:00+01:00,tests");

        assertThat(suppressions.cover("syn-flood", address("10.0.0.9"), "port-22", BEFORE))
                .isTrue();
        assertThat(suppressions.cover("syn-flood", address("10.0.0.9"), "port-22", BEFORE + 1))
                .isFalse();
        assertThat(suppressions.cover("syn-scan", address("10.0.0.9"), "port-22", BEFORE))
                .isFalse();
        assertThat(suppressions.cover("syn-flood", address("10.0.1.9"), "port-22", BEFORE))
                .isFalse();
        assertThat(suppressions.cover("syn-flood", address("10.0.0.9"), "port-23", BEFORE))
                .isFalse();
    }

    @Test
    void aStarStandsForAllRulesOrEntitiesAndNoScopeForAny() throws IOException {
        Suppressions ofEntity = load("*,10.0.0.9,,forever,ours");
        Suppressions ofRule = load("syn-flood,*,,forever,too loud");

        assertThat(ofEntity.cover("any-rule", address("10.0.0.9"), "port-1", BEFORE)).isTrue();
        assertThat(ofEntity.cover("any-rule", address("10.0.0.8"), "port-1", BEFORE)).isFalse();
        assertThat(ofRule.cover("syn-flood", address("2001:db8::1"), "", Long.MAX_VALUE)).isTrue();
        assertThat(ofRule.cover("syn-scan", address("2001:db8::1"), "", BEFORE)).isFalse();
    }

    @Test
    void keepsIpv4AndIpv6Apart() throws IOException {
        Suppressions suppressions = load("*,::/0,,forever,no IPv6 here");

        assertThat(suppressions.cover("a", address("2001:db8::1"), "", BEFORE)).isTrue();
        assertThat(suppressions.cover("a", address("10.0.0.1"), "", BEFORE)).isFalse();
    }

    @Test
    void readsYaml() throws IOException {
        SuppressionFile file =
                SuppressionFile.read(
                        file(
                                "suppressions.yaml",
                                """
                                # what we know of
                                - rule: "*"
                                  entity: 10.9.0.0/16
                                  until: 2027-01-31T18:00:00Z
                                  reason: load tests
                                - rule: syn-flood
                                  entity: 10.0.0.1
                                  reason: no end
                                """));

        assertThat(file.suppressions())
                .singleElement()
                .satisfies(
                        suppression -> {
                            assertThat(suppression.line()).isEqualTo(2);
                            assertThat(suppression.rule()).isNull();
                            assertThat(suppression.until()).isEqualTo(END);
                            assertThat(suppression.reason()).isEqualTo("load tests");
                            assertThat(suppression.hasExpired(BEFORE)).isFalse();
                            assertThat(suppression.hasExpired(END.toEpochMilli())).isTrue();
                        });
        assertThat(file.report().firstProblems())
                .containsExactly(new LineProblem(6, "there is no until"));
    }

    @Test
    void leavesOutLinesThatAreWrong() throws IOException {
        SuppressionFile file =
                SuppressionFile.read(
                        file(
                                "suppressions.csv",
                                """
                                rule,entity,scope,until,reason
                                Syn Flood,*,,forever,a
                                syn-flood,somewhere,,forever,b
                                syn-flood,*,,tomorrow,c
                                syn-flood,*,,forever,
                                syn-flood,*,,forever,d
                                """));

        assertThat(file.suppressions()).hasSize(1);
        assertThat(file.report().firstProblems())
                .extracting(LineProblem::line)
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(file.report().firstProblems().get(2).reason())
                .isEqualTo(
                        "until 'tomorrow' is neither a time with its offset, as in"
                                + " 2027-01-31T18:00:00Z, nor forever");
    }

    @Test
    void refusesAFileWithoutAnyRightLineButNotAnEmptyOne() throws IOException {
        Path wrong = file("wrong.csv", "rule,entity,until,reason\nsyn-flood,nowhere,forever,a\n");

        assertThatThrownBy(() -> Suppressions.LOADER.load(wrong))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("none of its suppressions is right, line 2: ");
        assertThat(
                        Suppressions.LOADER
                                .load(file("empty.csv", "rule,entity,until,reason\n"))
                                .cover("syn-flood", address("10.0.0.1"), "", BEFORE))
                .isFalse();
    }

    private Suppressions load(String line) throws IOException {
        return Suppressions.LOADER.load(
                file("suppressions.csv", "rule,entity,scope,until,reason\n" + line + "\n"));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
