package io.weir.operators.decode;

import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.sequence.SequenceUnit;
import io.weir.codec.session.SessionCounter;
import io.weir.operators.exporters.Accounts;
import io.weir.operators.exporters.DomainActivity;
import io.weir.operators.exporters.ExporterActivity;
import io.weir.operators.exporters.ExporterPart;
import io.weir.operators.exporters.OptionsRecord;
import io.weir.udp.Datagram;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the decode stage tells of the datagrams of each exporter. */
class ExporterAccountsTest {

    private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;

    private final TestExporter exporter = TestExporter.numbered(1);
    private DecodeHarness decode;

    @BeforeEach
    void start() throws Exception {
        decode = DecodeHarness.start();
    }

    @AfterEach
    void close() throws Exception {
        decode.close();
    }

    @Test
    void handsMinuteOverBeforeTheWatermarkPassesItsEnd() throws Exception {
        Datagram template = exporter.template(NOON);
        Datagram flow = exporter.flow(NOON + 20_000, 7);
        decode.receive(template);
        decode.receive(flow);
        decode.watermark(NOON + MINUTE - 1);
        assertThat(decode.parts()).isEmpty();

        decode.watermark(NOON + MINUTE);
        ExporterPart part = only();
        assertThat(part.exporter()).isEqualTo(exporter.address());
        assertThat(part.minuteMillis()).isEqualTo(NOON);
        assertThat(part.run()).isZero();
        ExporterActivity activity = part.activity();
        assertThat(activity.firstSeenMillis()).isEqualTo(NOON);
        assertThat(activity.lastSeenMillis()).isEqualTo(NOON + 20_000);
        assertThat(activity.accounts())
                .isEqualTo(
                        new Accounts(
                                2,
                                template.payload().length + flow.payload().length,
                                1,
                                Map.of(),
                                Map.of(SessionCounter.TEMPLATES_ADDED.id(), 1L)));
        assertThat(activity.protocols()).containsExactly(ExportProtocol.NETFLOW_V9);
        assertThat(activity.sourcePorts()).containsExactly(2055);
        assertThat(activity.templates()).isEqualTo(Map.of(0L, 1));
        assertThat(activity.domains())
                .singleElement()
                .satisfies(
                        domain -> {
                            assertThat(domain.domain()).isEqualTo(7);
                            assertThat(domain.datagrams()).isEqualTo(2);
                            assertThat(domain.lastSequence() - domain.firstSequence()).isOne();
                        });
    }

    @Test
    void countsEachMinuteForItself() throws Exception {
        decode.receive(exporter.template(NOON));
        decode.receive(exporter.flow(NOON + MINUTE - 1, 1));
        decode.receive(exporter.flow(NOON + MINUTE, 1));
        decode.watermark(Long.MAX_VALUE);

        List<ExporterPart> parts = decode.parts();
        assertThat(parts)
                .extracting(ExporterPart::minuteMillis)
                .containsExactly(NOON, NOON + MINUTE);
        assertThat(parts)
                .extracting(part -> part.activity().accounts().datagrams())
                .containsExactly(2L, 1L);
    }

    @Test
    void handsOverBeforeEachBarrierWhatWasNotYet() throws Exception {
        decode.receive(exporter.template(NOON));
        decode.barrier(1);
        assertThat(datagrams()).isEqualTo(1);
        decode.barrier(2);
        assertThat(datagrams()).isZero();
        decode.receive(exporter.flow(NOON + 1, 1));
        decode.receive(exporter.flow(NOON + 2, 1));
        decode.barrier(3);
        assertThat(datagrams()).isEqualTo(2);
    }

    @Test
    void countsAllExportersApartAndNoneOutOfMemory() throws Exception {
        decode.close();
        decode = DecodeHarness.start(new DecodeOperator(DecodeHarness.LIMITS, 2));
        for (int number = 1; number <= 10; number++) {
            decode.receive(TestExporter.numbered(number).template(NOON));
        }
        decode.receive(exporter.template(NOON));
        decode.barrier(1);

        List<ExporterPart> parts = decode.parts();
        assertThat(parts).extracting(ExporterPart::exporter).doesNotContainNull();
        assertThat(parts.stream().map(ExporterPart::exporter).distinct()).hasSize(10);
        assertThat(parts)
                .extracting(part -> part.activity().accounts().datagrams())
                .containsOnly(1L)
                .hasSize(11);
    }

    @Test
    void countsMalformedDatagramsByReasonAndTakesNoHeaderOfAnother() throws Exception {
        decode.receive(exporter.template(NOON));
        TestExporter broken = TestExporter.numbered(2);
        decode.receive(broken.datagram(NOON, new byte[] {0, 9, 0}));
        decode.receive(broken.datagram(NOON, new byte[] {0, 77, 0}));
        decode.barrier(1);

        ExporterPart part = decode.parts().get(1);
        assertThat(part.exporter()).isEqualTo(broken.address());
        assertThat(part.activity().accounts().malformed())
                .isEqualTo(Map.of("too-short", 1L, "unknown-version", 1L));
        assertThat(part.activity().accounts().decoded()).isZero();
        assertThat(part.activity().domains()).isEmpty();
        assertThat(part.activity().protocols()).isEmpty();
    }

    @Test
    void remembersSoManyDomainsAndCountsTheDatagramsOfAll() throws Exception {
        for (int domain = 0; domain < 100; domain++) {
            byte[] message = new NetflowV9Writer(domain).begin(NOON / 1_000, 0).toBytes();
            decode.receive(exporter.datagram(NOON, message));
        }
        decode.barrier(1);

        ExporterActivity activity = only().activity();
        assertThat(activity.domains()).hasSize(ExporterActivity.MAX_DOMAINS);
        assertThat(activity.accounts().datagrams()).isEqualTo(100);
    }

    @Test
    void countsWhatExpiresWithoutADatagram() throws Exception {
        decode.receive(exporter.template(NOON));
        decode.barrier(1);
        decode.parts();
        decode.watermark(NOON + DecodeHarness.EXPIRY.toMillis() + 10_000);
        decode.barrier(2);

        ExporterActivity activity = only().activity();
        assertThat(activity.isHeard()).isFalse();
        assertThat(activity.accounts().count(SessionCounter.TEMPLATES_EXPIRED.id())).isEqualTo(1);
        assertThat(activity.templates()).isEqualTo(Map.of(0L, 0));
    }

    /** The queue of the source is part of a savepoint: what it holds was received before. */
    @Test
    void tellsWhatWaitedInTheQueueFromWhatTheNewRunReceives() throws Exception {
        decode.receive(exporter.template(NOON));
        decode.barrier(1);
        decode.flink().setProcessingTime(NOON + 500);
        OperatorSubtaskState state = decode.snapshot();
        decode.close();
        decode = DecodeHarness.restore(state);
        decode.receive(exporter.flow(NOON + 400, 1));
        decode.receive(exporter.flow(NOON + 500, 1));
        decode.receive(exporter.flow(NOON + 30_000, 1));
        decode.barrier(2);

        List<ExporterPart> parts = decode.parts();
        assertThat(parts)
                .extracting(part -> part.activity().accounts().datagrams())
                .containsExactly(2L, 1L);
        assertThat(parts.get(0).run()).isEqualTo(ExporterPart.EARLIER_RUN);
        assertThat(parts.get(1).run()).isPositive();
    }

    private long datagrams() {
        return decode.parts().stream()
                .mapToLong(part -> part.activity().accounts().datagrams())
                .sum();
    }

    @Test
    void tellsWhatIsMissingBySequenceInTheMinuteInWhichItIsFound() throws Exception {
        receiveEnoughToLearnTheUnit();
        exporter.flow(NOON + 1, 1);
        exporter.flow(NOON + 2, 1);
        decode.receive(exporter.flow(NOON + 3, 1));
        decode.watermark(NOON + MINUTE);
        DomainActivity first = onlyDomain();
        assertThat(first.unit()).isEqualTo(SequenceUnit.DATAGRAMS);
        assertThat(first.unitsReceived()).isEqualTo(first.datagrams());
        assertThat(first.unitsLost()).isEqualTo(2);

        decode.receive(exporter.flow(NOON + MINUTE, 1));
        decode.watermark(NOON + 2 * MINUTE);
        DomainActivity second = onlyDomain();
        assertThat(second.unitsReceived()).isEqualTo(1);
        assertThat(second.unitsLost()).isZero();
    }

    @Test
    void tellsLossOnceThoughTheJobStartsAgain() throws Exception {
        receiveEnoughToLearnTheUnit();
        exporter.flow(NOON + 1, 1);
        decode.receive(exporter.flow(NOON + 2, 1));
        decode.barrier(1);
        assertThat(onlyDomain().unitsLost()).isEqualTo(1);
        OperatorSubtaskState state = decode.snapshot();
        close();
        decode = DecodeHarness.restore(state);
        exporter.flow(NOON + 3, 1);
        exporter.flow(NOON + 4, 1);
        decode.receive(exporter.flow(NOON + 5, 1));
        decode.watermark(NOON + MINUTE);

        assertThat(onlyDomain().unitsLost()).isEqualTo(2);
    }

    @Test
    void tellsHowFarTheClockIsAhead() throws Exception {
        Datagram ahead = exporter.template(NOON + 3 * MINUTE);
        decode.receive(exporter.datagram(NOON, ahead.payload()));
        decode.watermark(NOON + MINUTE);

        assertThat(only().activity().clockSkewMillis()).isBetween(3 * MINUTE, 3 * MINUTE + 999);
    }

    @Test
    void countsFlowsOfSetsThatWaited() throws Exception {
        decode.receive(exporter.flow(NOON, 1));
        decode.receive(exporter.flow(NOON + 1, 2));
        decode.receive(exporter.template(NOON + 2));
        decode.watermark(NOON + MINUTE);

        assertThat(only().activity().accounts().flows()).isEqualTo(2);
    }

    @Test
    void tellsOptionsRecordsThatSaySomethingNew() throws Exception {
        TemplateDefinition sampler =
                TemplateDefinition.ofOptions(300, 1, iana(1, 4), iana(48, 1), iana(50, 4));
        for (int interval : new int[] {10, 10, 20}) {
            NetflowV9Writer writer = new NetflowV9Writer(7).begin(NOON / 1_000, 0);
            writer.template(sampler);
            writer.data(sampler, to -> to.uint32(0).uint8(1).uint32(interval));
            decode.receive(exporter.datagram(NOON + interval, writer.toBytes()));
        }

        assertThat(decode.notices(OptionsRecord.class))
                .allSatisfy(record -> assertThat(record.kind()).isEqualTo("sampler"))
                .extracting(OptionsRecord::timeMillis)
                .containsExactly(NOON + 10, NOON + 20);
    }

    private void receiveEnoughToLearnTheUnit() throws Exception {
        decode.receive(exporter.template(NOON));
        for (int i = 0; i < 10; i++) {
            decode.receive(exporter.flow(NOON, i));
            decode.receive(exporter.template(NOON));
        }
    }

    private DomainActivity onlyDomain() {
        List<DomainActivity> domains = only().activity().domains();
        assertThat(domains).hasSize(1);
        return domains.get(0);
    }

    private ExporterPart only() {
        List<ExporterPart> parts = decode.parts();
        assertThat(parts).hasSize(1);
        return parts.get(0);
    }
}
