package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.sequence.SequenceUnit;
import io.weir.operators.exporters.Accounts;
import io.weir.operators.exporters.DomainActivity;
import io.weir.operators.exporters.ExporterActivity;
import io.weir.operators.exporters.ExporterMinute;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterPart;
import io.weir.operators.exporters.ExporterSilence;
import io.weir.operators.exporters.ExporterView;
import io.weir.operators.exporters.OptionsRecord;
import io.weir.operators.exporters.ReceptionGap;
import io.weir.operators.types.TransportSession;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExporterDocumentsTest {

    private static final long MINUTE = Instant.parse("2026-01-01T23:59:00Z").toEpochMilli();
    private static final long LATER = MINUTE + 600_000;
    private static final long NOW = Instant.parse("2026-01-02T00:00:06Z").toEpochMilli();
    private static final IpAddress EXPORTER = Flows.address("192.0.2.1");
    private static final TransportSession SESSION =
            new TransportSession(EXPORTER.high(), EXPORTER.low(), 0);

    private static final ExporterActivity ACTIVITY =
            new ExporterActivity(
                    MINUTE + 1_000,
                    MINUTE + 59_000,
                    new Accounts(
                            60,
                            72_000,
                            1_500,
                            Map.of("too-short", 2L),
                            Map.of("setsWithoutTemplate", 3L)),
                    Set.of(ExportProtocol.NETFLOW_V9, ExportProtocol.IPFIX),
                    List.of(
                            DomainActivity.of(ExportProtocol.NETFLOW_V9, 7, 40, 100, 139),
                            new DomainActivity(
                                    ExportProtocol.IPFIX,
                                    8,
                                    18,
                                    5,
                                    900,
                                    SequenceUnit.RECORDS,
                                    900,
                                    100)),
                    Set.of(2055),
                    Map.of(0L, 12),
                    -1_500);

    private final ExporterDocuments documents = new ExporterDocuments("weir");

    @Test
    void writesMinuteInTheIndexOfItsDay() throws IOException {
        IndexedDocument document = write(new ExporterMinute(EXPORTER, MINUTE, ACTIVITY));

        assertThat(document.index()).isEqualTo("weir-exporters-2026.01.01");
        assertThat(document.id()).isEqualTo("192.0.2.1/1767311940000");
        GoldenDocument.assertIs(document.json(), "exporter-minute.json");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        JsonNode minute =
                json(write(new ExporterMinute(EXPORTER, MINUTE, ExporterActivity.NONE)))
                        .at("/weir/exporter");

        assertThat(minute.has("first_seen")).isFalse();
        assertThat(minute.has("clock")).isFalse();
        assertThat(minute.has("loss")).isFalse();
    }

    @Test
    void writesViewOfAnExporterUnderItsAddress() throws IOException {
        IndexedDocument document = write(view(false, 17));

        assertThat(document.index()).isEqualTo("weir-exporters-current");
        assertThat(document.id()).isEqualTo("192.0.2.1");
        GoldenDocument.assertIs(document.json(), "exporter-current.json");
    }

    @Test
    void givesSilentExporterNoRate() {
        JsonNode silent = json(write(view(true, 18))).at("/weir/exporter");

        assertThat(silent.path("state").asText()).isEqualTo("silent");
        assertThat(silent.at("/rate/flows").asDouble()).isZero();
    }

    @Test
    void writesSilenceAndItsEndAsTwoEventsOfTheDayItBegan() {
        IndexedDocument silent = write(silence(ExporterSilence.Change.SILENT));
        IndexedDocument back = write(silence(ExporterSilence.Change.BACK));

        assertThat(silent.index()).isEqualTo("weir-exporters-2026.01.01");
        assertThat(back.index()).isEqualTo(silent.index());
        assertThat(silent.id()).isEqualTo("192.0.2.1/silent/1767311940000");
        assertThat(back.id()).isEqualTo("192.0.2.1/back/1767311940000");
        assertThat(json(silent).at("/event/action").asText()).isEqualTo("exporter-silent");
        assertThat(json(silent).at("/event").has("end")).isFalse();
        assertThat(json(back).at("/event/end").asText()).isEqualTo("2026-01-02T00:09:00Z");
    }

    @Test
    void writesGapWithTheBoundOfEachDomain() {
        IndexedDocument document = write(gap());
        JsonNode gap = json(document);

        assertThat(document.index()).isEqualTo("weir-exporters-2026.01.01");
        assertThat(document.id()).isEqualTo("192.0.2.1/gap/0/1767311940000");
        assertThat(gap.at("/event/start").asText()).isEqualTo("2026-01-01T23:59:00Z");
        assertThat(gap.at("/event/end").asText()).isEqualTo("2026-01-02T00:09:00Z");
        JsonNode domains = gap.at("/weir/exporter/gap/domains");
        assertThat(domains.at("/0/missing_at_most").asLong()).isEqualTo(29);
        assertThat(domains.at("/0/sequence/unit").asText()).isEqualTo("datagrams");
        assertThat(domains.get(1).has("missing_at_most")).isFalse();
        assertThat(domains.at("/1/reason").asText()).isEqualTo("the sequence does not go on");
    }

    @Test
    void writesOptionsUnderWhatTheyAreAbout() {
        IndexedDocument document = write(options("interface 5"));

        assertThat(document.index()).isEqualTo("weir-exporters-current");
        assertThat(document.id()).isEqualTo("192.0.2.1/ipfix/8/257/interface/interface 5");
        assertThat(json(document).at("/weir/exporter/options/values/interfaceName").asText())
                .isEqualTo("ge-0/0/1");
    }

    @Test
    void keepsIdsWithinWhatElasticsearchTakes() {
        String longScope = "x".repeat(1_000);
        IndexedDocument document = write(options(longScope));

        assertThat(document.id()).hasSizeLessThan(512);
        assertThat(write(options(longScope)).id()).isEqualTo(document.id());
        assertThat(write(options(longScope + "y")).id()).isNotEqualTo(document.id());
    }

    @Test
    void hasNoDocumentForParts() {
        ExporterPart part = new ExporterPart(SESSION, MINUTE, 0, ACTIVITY);

        assertThatThrownBy(() -> write(part)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("notices")
    void writesOnlyFieldsThatTheTemplateHas(ExporterNotice notice) {
        MappedFields.of("exporters").assertTake(json(write(notice)));
    }

    static Stream<ExporterNotice> notices() {
        return Stream.of(
                new ExporterMinute(EXPORTER, MINUTE, ACTIVITY),
                view(false, 17),
                silence(ExporterSilence.Change.SILENT),
                silence(ExporterSilence.Change.BACK),
                gap(),
                options("interface 5"));
    }

    private static ExporterView view(boolean silent, long revision) {
        Accounts totals = ACTIVITY.accounts().plus(ACTIVITY.accounts());
        return new ExporterView(
                EXPORTER,
                MINUTE + 60_000,
                revision,
                silent,
                MINUTE - 86_400_000,
                MINUTE + 59_000,
                totals,
                MINUTE,
                ACTIVITY);
    }

    private static ExporterSilence silence(ExporterSilence.Change change) {
        return new ExporterSilence(EXPORTER, change, LATER, MINUTE);
    }

    private static ReceptionGap gap() {
        return new ReceptionGap(
                SESSION,
                MINUTE,
                LATER,
                List.of(
                        new ReceptionGap.Domain(
                                ExportProtocol.NETFLOW_V9, 7, 10, 40, 29, SequenceUnit.DATAGRAMS),
                        new ReceptionGap.Domain(
                                ExportProtocol.IPFIX,
                                8,
                                900,
                                3,
                                ReceptionGap.Domain.UNKNOWN,
                                SequenceUnit.RECORDS)));
    }

    private static OptionsRecord options(String scope) {
        return new OptionsRecord(
                SESSION,
                MINUTE,
                "interface",
                ExportProtocol.IPFIX,
                8,
                257,
                scope,
                Map.of("interfaceName", "ge-0/0/1"));
    }

    private IndexedDocument write(ExporterNotice notice) {
        return documents.write(notice, NOW);
    }

    private static JsonNode json(IndexedDocument document) {
        return GoldenDocument.parse(document.json());
    }
}
