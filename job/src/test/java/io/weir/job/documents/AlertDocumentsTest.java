package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Alert.Status;
import io.weir.operators.detect.Course;
import io.weir.operators.detect.Finding;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlertDocumentsTest {

    private static final Instant OPENED = Instant.parse("2026-01-01T23:59:59.500Z");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:07Z");
    private static final String ID = "syn-scan-horizontal/203.0.113.66/port-445/1";

    private final AlertDocuments documents = new AlertDocuments("weir");

    @Test
    void writesOpenedAlertOfSource() throws IOException {
        IndexedDocument document = write(Status.OPEN, 1, Findings.horizontalScan(30));

        GoldenDocument.assertIs(document.json(), "alert-open.json");
    }

    @Test
    void writesClosedAlertOfDestination() throws IOException {
        IndexedDocument document = write(Status.CLOSED, 3, Findings.icmpUnreachable(600));

        GoldenDocument.assertIs(document.json(), "alert-closed.json");
    }

    @ParameterizedTest
    @EnumSource
    void keepsIdAndIndexOverAllStates(Status status) {
        IndexedDocument document = write(status, 7, Findings.verticalScan(1_000));

        assertThat(document.id()).isEqualTo(ID);
        assertThat(document.index()).isEqualTo("weir-alerts-2026.01.01");
        JsonNode json = GoldenDocument.parse(document.json());
        assertThat(json.at("/event/id").asText()).isEqualTo(ID);
        assertThat(json.at("/weir/revision").asInt()).isEqualTo(7);
        assertThat(json.at("/weir/status").asText()).isEqualToIgnoringCase(status.name());
        assertThat(json.at("/event").has("end")).isEqualTo(status == Status.CLOSED);
    }

    @Test
    void tellsTheLatestEvidenceWhenUpdated() {
        JsonNode json =
                GoldenDocument.parse(write(Status.UPDATED, 2, Findings.verticalScan(150)).json());

        assertThat(json.at("/weir/evidence/count").asInt()).isEqualTo(150);
        assertThat(json.at("/weir/evidence/ports").asInt()).isEqualTo(150);
        assertThat(json.at("/message").asText()).endsWith("150 ports");
    }

    @ParameterizedTest
    @MethodSource("findings")
    void writesOnlyFieldsThatTheTemplateHas(Finding finding) {
        for (Status status : Status.values()) {
            JsonNode json = GoldenDocument.parse(write(status, 1, finding).json());
            MappedFields.of("alerts").assertTake(json);
        }
    }

    @Test
    void marksDryRunsAndNoOthers() {
        JsonNode trial =
                GoldenDocument.parse(
                        write(Status.OPEN, 1, Findings.horizontalScan(30), true).json());
        JsonNode real =
                GoldenDocument.parse(write(Status.OPEN, 1, Findings.horizontalScan(30)).json());

        assertThat(trial.at("/weir/dry_run").asBoolean()).isTrue();
        assertThat(real.at("/weir").has("dry_run")).isFalse();
    }

    @Test
    void namesNobodyForAlertsThatWereHeldBack() {
        JsonNode json =
                GoldenDocument.parse(write(Status.UPDATED, 3, Findings.heldBack(1_234)).json());

        assertThat(json.has("source")).isFalse();
        assertThat(json.has("destination")).isFalse();
        assertThat(json.at("/message").asText())
                .isEqualTo("SYN scan of one port: 1234 more alerts held back");
        assertThat(json.at("/weir/evidence/count").asLong()).isEqualTo(1_234);
        assertThat(json.at("/weir/evidence/entities/0").asText()).isEqualTo("10.1.0.1");
        assertThat(json.at("/weir/evidence").has("targets")).isFalse();
    }

    static Stream<Finding> findings() {
        return Stream.of(
                Findings.horizontalScan(30),
                Findings.verticalScan(30),
                Findings.icmpUnreachable(Long.MAX_VALUE / 44),
                Findings.ofSqlRule(1),
                Findings.heldBack(7));
    }

    private IndexedDocument write(Status status, long revision, Finding finding) {
        return write(status, revision, finding, false);
    }

    private IndexedDocument write(Status status, long revision, Finding finding, boolean dryRun) {
        Alert alert =
                new Alert(
                        ID,
                        status,
                        OPENED.toEpochMilli(),
                        revision,
                        dryRun,
                        finding,
                        Course.of(finding));
        return documents.write(alert, NOW.toEpochMilli());
    }
}
