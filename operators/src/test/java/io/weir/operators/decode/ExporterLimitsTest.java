package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.session.SessionLimits;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.exporters.Remembrance;
import io.weir.udp.Datagram;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What floods cost: their own share, and nobody else's. */
class ExporterLimitsTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final long NEWCOMERS = DecodeHarness.FORGET_NEWCOMERS.toMillis();
    private static final long STEP = NEWCOMERS / 8;

    private static final DecodeLimits THREE_EXPORTERS =
            DecodeHarness.limits(new SubtaskLimits(3, 10, 1_000), SessionLimits.DEFAULTS);

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final TestExporter exporter = TestExporter.numbered(1);
    private DecodeHarness decode;

    private void start(DecodeLimits limits) throws Exception {
        decode = DecodeHarness.start(new DecodeOperator(limits), metrics);
    }

    @AfterEach
    void close() throws Exception {
        decode.close();
    }

    @Test
    void refusesExportersOverTheLimitAndServesThoseItKnows() throws Exception {
        start(THREE_EXPORTERS);
        decode.receive(exporter.template(T0));
        for (int number = 2; number < 10; number++) {
            decode.receive(TestExporter.numbered(number).flow(T0, 1));
        }
        decode.receive(exporter.flow(T0 + 1, 5));

        assertThat(decode.flowBytes()).containsExactly(5L);
        assertThat(metrics.count("datagramsRefused")).isEqualTo(6);
        assertThat(metrics.count("datagramsDecoded")).isEqualTo(4);
        assertThat(metrics.now("exportersKnown")).isEqualTo(3);
    }

    @Test
    void holdsTheLimitAfterARestore() throws Exception {
        start(THREE_EXPORTERS);
        for (int number = 1; number <= 3; number++) {
            decode.receive(TestExporter.numbered(number).flow(T0, 1));
        }
        OperatorSubtaskState state = decode.snapshot();
        decode.close();
        RecordedMetrics after = new RecordedMetrics();
        decode = DecodeHarness.restore(state, new DecodeOperator(THREE_EXPORTERS), after);
        decode.receive(TestExporter.numbered(4).flow(T0, 1));
        decode.receive(TestExporter.numbered(3).flow(T0, 1));

        assertThat(after.count("datagramsRefused")).isEqualTo(1);
        assertThat(after.count("datagramsDecoded")).isEqualTo(1);
    }

    @Test
    void aFloodOfForgedExportersIsForgottenSoon() throws Exception {
        start(THREE_EXPORTERS);
        for (int number = 10; number < 13; number++) {
            decode.receive(TestExporter.numbered(number).flow(T0, 1));
        }
        decode.receive(exporter.template(T0));
        assertThat(metrics.count("datagramsRefused")).isEqualTo(1);
        decode.watermark(T0 + NEWCOMERS + STEP + 1_000);
        assertThat(metrics.count("exportersForgotten")).isEqualTo(3);
        assertThat(decode.stateEntries()).isZero();
        assertThat(decode.timers()).isZero();

        decode.receive(exporter.template(T0 + NEWCOMERS + 2 * STEP));
        decode.receive(exporter.flow(T0 + NEWCOMERS + 2 * STEP, 7));
        assertThat(decode.flowBytes()).containsExactly(7L);
        WaitingSetsStateTest.assertBalanced(metrics);
    }

    @Test
    void garbageProlongsNothing() throws Exception {
        start(DecodeHarness.LIMITS);
        for (long now = T0; now < T0 + NEWCOMERS; now += MINUTE) {
            decode.watermark(now - 1);
            decode.receive(exporter.datagram(now, new byte[] {1, 2, 3}));
        }
        decode.watermark(T0 + NEWCOMERS + STEP + 1_000);

        assertThat(metrics.count("exportersForgotten")).isEqualTo(1);
        assertThat(decode.exporters()).isZero();
        assertThat(decode.timers()).isZero();
    }

    @Test
    void oneThatTaughtATemplateStaysWithIt() throws Exception {
        start(
                new DecodeLimits(
                        DecodeHarness.FORGET,
                        new Remembrance(
                                DecodeHarness.FORGET_NEWCOMERS,
                                Duration.ofDays(1),
                                DecodeHarness.FORGET_EXPORTERS),
                        SubtaskLimits.DEFAULTS,
                        SessionLimits.DEFAULTS));
        decode.receive(exporter.template(T0));
        decode.watermark(T0 + Duration.ofHours(23).toMillis());
        decode.receive(exporter.flow(T0 + Duration.ofHours(23).toMillis(), 3));
        assertThat(decode.flowBytes()).containsExactly(3L);
    }

    @Test
    void oneThatOnlyTaughtATemplateGoesWithIt() throws Exception {
        start(DecodeHarness.LIMITS);
        decode.receive(exporter.template(T0));
        decode.watermark(T0 + DecodeHarness.EXPIRY.toMillis() + 2_000);
        assertThat(decode.exporters()).isEqualTo(1);
        decode.watermark(T0 + NEWCOMERS + STEP);

        assertThat(metrics.count("templatesExpired")).isEqualTo(1);
        assertThat(metrics.count("exportersForgotten")).isEqualTo(1);
        assertThat(decode.timers()).isZero();
    }

    @Test
    void oneThatWasHeardForSomeTimeIsRememberedForTheFullTime() throws Exception {
        start(DecodeHarness.LIMITS);
        long now = T0;
        while (now < T0 + 2 * NEWCOMERS) {
            decode.watermark(now - 1);
            decode.receive(exporter.template(now));
            now += MINUTE;
        }
        long forget = DecodeHarness.FORGET_EXPORTERS.toMillis();
        decode.watermark(now + forget - MINUTE);
        assertThat(decode.exporters()).isEqualTo(1);
        assertThat(metrics.count("templatesExpired")).isEqualTo(1);

        decode.watermark(now + forget + forget / 8);
        assertThat(metrics.count("exportersForgotten")).isEqualTo(1);
        assertThat(decode.timers()).isZero();
    }

    @Test
    void templatesOfAllExportersAreBounded() throws Exception {
        start(DecodeHarness.limits(new SubtaskLimits(100, 10, 1_000), SessionLimits.DEFAULTS));
        decode.receive(exporter.template(T0));
        for (int number = 10; number < 30; number++) {
            decode.receive(TestExporter.numbered(number).template(T0));
        }
        decode.receive(exporter.flow(T0, 4));

        assertThat(decode.flowBytes()).containsExactly(4L);
        assertThat(metrics.now("templatesKnown")).isEqualTo(10);
        assertThat(metrics.count("templatesRefused")).isEqualTo(11);

        decode.watermark(T0 + DecodeHarness.EXPIRY.toMillis() + 2_000);
        assertThat(metrics.now("templatesKnown")).isZero();
    }

    @Test
    void octetsThatWaitAreBoundedForAllExportersTogether() throws Exception {
        start(DecodeHarness.limits(new SubtaskLimits(100, 10, 1_000), SessionLimits.DEFAULTS));
        for (int number = 10; number < 50; number++) {
            decode.receive(TestExporter.numbered(number).flow(T0, number));
        }

        assertThat(metrics.now("waitingBytes")).isBetween(800L, 1_000L);
        assertThat(metrics.count("waitingSetsRefused"))
                .isEqualTo(40 - metrics.now("waitingSets"))
                .isPositive();
        WaitingSetsStateTest.assertBalanced(metrics);
    }

    @Test
    void aFloodOfTemplatesFromOneAddressLeavesOthersAlone() throws Exception {
        start(DecodeHarness.LIMITS);
        decode.receive(exporter.template(T0));
        TestExporter attacker = TestExporter.numbered(666);
        NetflowV9Writer writer = new NetflowV9Writer(1);
        for (int id = 256; id < 20_256; id++) {
            byte[] template =
                    writer.begin(T0 / 1000, 0)
                            .template(TemplateDefinition.of(id, TemplateField.iana(1, 4)))
                            .toBytes();
            decode.receive(attacker.datagram(T0, template));
        }
        decode.receive(exporter.flow(T0, 8));

        int most = SessionLimits.DEFAULTS.templates();
        assertThat(decode.flowBytes()).containsExactly(8L);
        assertThat(metrics.now("templatesKnown")).isEqualTo(most + 1);
        assertThat(metrics.count("templatesRefused")).isEqualTo(20_000 - most);
    }

    @Test
    void aFloodOfObservationDomainsFromOneAddressLeavesOthersAlone() throws Exception {
        start(DecodeHarness.LIMITS);
        decode.receive(exporter.template(T0));
        TestExporter attacker = TestExporter.numbered(666);
        TemplateDefinition template = TemplateDefinition.of(256, TemplateField.iana(1, 4));
        for (long domain = 0; domain < 20_000; domain++) {
            IpfixWriter writer = new IpfixWriter(domain * 214_748);
            decode.receive(
                    attacker.datagram(T0, writer.begin(T0 / 1000).template(template).toBytes()));
            decode.receive(
                    attacker.datagram(
                            T0,
                            new IpfixWriter(domain)
                                    .begin(T0 / 1000)
                                    .data(
                                            TemplateDefinition.of(300, TemplateField.iana(1, 4)),
                                            record -> record.uint32(1))
                                    .toBytes()));
        }
        decode.receive(exporter.flow(T0, 8));
        decode.receive(TestExporter.numbered(2).flow(T0, 9));
        decode.receive(TestExporter.numbered(2).template(T0));

        assertThat(decode.flowBytes()).containsExactly(8L, 9L);
        assertThat(metrics.now("templatesKnown")).isEqualTo(SessionLimits.DEFAULTS.templates() + 2);
        assertThat(metrics.now("waitingBytes"))
                .isLessThanOrEqualTo(SessionLimits.DEFAULTS.waitingBytes());
        WaitingSetsStateTest.assertBalanced(metrics);
    }

    @Test
    void exportersWithTheSameIdsAndOtherLayoutsAreEachDecodedByTheirOwn() throws Exception {
        start(DecodeHarness.LIMITS);
        TestExporter other = TestExporter.numbered(2);
        TemplateDefinition reversed =
                TemplateDefinition.of(256, TemplateField.iana(1, 4), TemplateField.iana(8, 4));
        NetflowV9Writer writer = new NetflowV9Writer(7);
        decode.receive(exporter.template(T0));
        decode.receive(other.datagram(T0, writer.begin(T0 / 1000, 0).template(reversed).toBytes()));
        Datagram flow = exporter.flow(T0, 5);
        decode.receive(flow);
        decode.receive(other.datagram(T0, flow.payload()));

        assertThat(decode.flowBytes()).containsExactly(5L, 0x0a63_0001L);
        assertThat(metrics.count("templatesRedefined")).isZero();
    }

    @Test
    void aTemplateThatChangesItsLayoutInMidStreamIsFollowed() throws Exception {
        start(DecodeHarness.LIMITS);
        TemplateDefinition wide = TemplateDefinition.of(256, TemplateField.iana(1, 8));
        NetflowV9Writer writer = new NetflowV9Writer(7);
        decode.receive(exporter.template(T0));
        decode.receive(exporter.flow(T0, 5));
        decode.receive(exporter.datagram(T0, writer.begin(T0 / 1000, 0).template(wide).toBytes()));
        decode.receive(
                exporter.datagram(
                        T0,
                        writer.begin(T0 / 1000, 0)
                                .data(wide, record -> record.uint64(1L << 40))
                                .toBytes()));

        assertThat(decode.flowBytes()).containsExactly(5L, 1L << 40);
        assertThat(metrics.count("templatesRedefined")).isEqualTo(1);
        assertThat(metrics.now("templatesKnown")).isEqualTo(1);
    }
}
