package io.weir.operators.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.sequence.SequenceUnit;
import io.weir.operators.Harnesses;
import io.weir.operators.types.IpAddressSerializer;
import io.weir.operators.types.TransportSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExporterInventoryTest {

    private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;
    private static final IpAddress EXPORTER = IpAddress.ofIpv4(0x0a00_0001);
    private static final long UDP = TransportSession.DATAGRAMS;

    private static final Remembrance REMEMBRANCE =
            new Remembrance(Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1));
    private static final ExporterRules LIVE =
            new ExporterRules(Duration.ofMinutes(5), REMEMBRANCE, true);

    private KeyedOneInputStreamOperatorTestHarness<IpAddress, ExporterNotice, ExporterNotice>
            harness;

    @BeforeEach
    void start() throws Exception {
        open(LIVE, null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void foldsTheConnectionsOfAnExporterIntoOneMinute() throws Exception {
        receive(part(UDP, NOON + 1 * SECOND, NOON + 30 * SECOND, 10, 100));
        receive(part(7, NOON + 2 * SECOND, NOON + 50 * SECOND, 5, 40));
        receive(part(UDP, NOON + 31 * SECOND, NOON + 45 * SECOND, 3, 30));
        watermark(NOON + MINUTE + ExporterInventory.GRACE_MILLIS);

        ExporterMinute minute = only(ExporterMinute.class);
        assertThat(minute.exporter()).isEqualTo(EXPORTER);
        assertThat(minute.minuteMillis()).isEqualTo(NOON);
        ExporterActivity activity = minute.activity();
        assertThat(activity.accounts().datagrams()).isEqualTo(18);
        assertThat(activity.accounts().flows()).isEqualTo(170);
        assertThat(activity.accounts().count("templatesAdded")).isEqualTo(3);
        assertThat(activity.firstSeenMillis()).isEqualTo(NOON + 1 * SECOND);
        assertThat(activity.lastSeenMillis()).isEqualTo(NOON + 50 * SECOND);
        assertThat(activity.templates()).isEqualTo(Map.of(UDP, 4, 7L, 4));
    }

    @Test
    void tellsMinuteOnceTheWatermarkIsPastItsEnd() throws Exception {
        receive(part(UDP, NOON, NOON, 1, 1));
        watermark(NOON + MINUTE + ExporterInventory.GRACE_MILLIS - 1);
        assertThat(told(ExporterMinute.class)).isEmpty();

        watermark(NOON + MINUTE + ExporterInventory.GRACE_MILLIS);
        assertThat(told(ExporterMinute.class)).hasSize(1);
        watermark(NOON + 3 * MINUTE);
        assertThat(told(ExporterMinute.class)).isEmpty();
    }

    @Test
    void countsLatePartInTheMinuteOfTheWatermark() throws Exception {
        receive(part(UDP, NOON, NOON, 1, 1));
        watermark(NOON + 2 * MINUTE + 1);
        told(ExporterMinute.class);
        receive(part(UDP, NOON + 1, NOON + 1, 6, 7));
        watermark(NOON + 4 * MINUTE);

        ExporterMinute minute = only(ExporterMinute.class);
        assertThat(minute.minuteMillis()).isEqualTo(NOON + 2 * MINUTE);
        assertThat(minute.activity().accounts().datagrams()).isEqualTo(6);
    }

    @Test
    void tellsTheMinuteInProgressAtTheEndOfTheInputAndNoSilence() throws Exception {
        receive(part(UDP, NOON, NOON, 1, 1));
        watermark(Long.MAX_VALUE);

        assertThat(told())
                .extracting(Object::getClass)
                .containsExactly(ExporterMinute.class, ExporterView.class);
    }

    @Test
    void goesOnWithTheMinuteAfterARestart() throws Exception {
        receive(part(UDP, NOON, NOON + 1, 10, 100));
        OperatorSubtaskState state = harness.snapshot(1, 0);
        restart(LIVE, state);
        receive(partOfRun(2, UDP, NOON + 20 * SECOND, NOON + 21 * SECOND, 5, 50));
        watermark(NOON + 2 * MINUTE);

        assertThat(only(ExporterMinute.class).activity().accounts().datagrams()).isEqualTo(15);
    }

    @Test
    void keepsAViewThatGrows() throws Exception {
        receive(part(UDP, NOON + 7, NOON + 9, 10, 100));
        watermark(NOON + 2 * MINUTE);
        ExporterView first = only(ExporterView.class);
        receive(part(UDP, NOON + 2 * MINUTE, NOON + 2 * MINUTE + 5, 1, 3));
        watermark(NOON + 4 * MINUTE);
        ExporterView second = only(ExporterView.class);

        assertThat(first.totals().flows()).isEqualTo(100);
        assertThat(second.totals().flows()).isEqualTo(103);
        assertThat(second.firstSeenMillis()).isEqualTo(NOON + 7);
        assertThat(second.lastSeenMillis()).isEqualTo(NOON + 2 * MINUTE + 5);
        assertThat(second.minuteMillis()).isEqualTo(NOON + 2 * MINUTE);
        assertThat(second.lastMinute().accounts().datagrams()).isEqualTo(1);
        assertThat(second.revision()).isGreaterThan(first.revision());
        assertThat(second.silent()).isFalse();
    }

    @Test
    void tellsSilenceOnceAndWhenTheExporterIsBack() throws Exception {
        long last = NOON + 30 * SECOND;
        receive(part(UDP, NOON, last, 1, 1));
        watermark(NOON + 5 * MINUTE + 59 * SECOND);
        assertThat(told(ExporterSilence.class)).isEmpty();

        watermark(NOON + 6 * MINUTE);
        assertThat(only(ExporterSilence.class))
                .isEqualTo(
                        new ExporterSilence(
                                EXPORTER, ExporterSilence.Change.SILENT, NOON + 6 * MINUTE, last));
        watermark(NOON + 20 * MINUTE);
        assertThat(told(ExporterSilence.class)).isEmpty();

        long back = NOON + 20 * MINUTE + 5;
        receive(part(UDP, back, back, 1, 1));
        receive(part(UDP, back + 1, back + 1, 1, 1));
        assertThat(only(ExporterSilence.class))
                .isEqualTo(new ExporterSilence(EXPORTER, ExporterSilence.Change.BACK, back, last));
        watermark(NOON + 30 * MINUTE);
        assertThat(only(ExporterSilence.class).sinceMillis()).isEqualTo(back + 1);
    }

    @Test
    void showsSilenceInTheView() throws Exception {
        receive(part(UDP, NOON, NOON, 1, 1));
        watermark(NOON + 10 * MINUTE);
        List<ExporterView> views = told(ExporterView.class);
        receive(part(UDP, NOON + 10 * MINUTE, NOON + 10 * MINUTE, 1, 1));
        views.addAll(told(ExporterView.class));

        assertThat(views).extracting(ExporterView::silent).containsExactly(false, true, false);
        assertThat(views).extracting(ExporterView::revision).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void staysQuietAboutSilenceWhereThatIsOff() throws Exception {
        restart(new ExporterRules(Duration.ZERO, REMEMBRANCE, true), null);
        receive(part(UDP, NOON, NOON, 1, 1));
        watermark(NOON + 59 * MINUTE);

        assertThat(told(ExporterSilence.class)).isEmpty();
    }

    @Test
    void takesTimeInWhichTheJobDidNotRunForNoSilence() throws Exception {
        receive(part(UDP, NOON, NOON, 1, 1));
        OperatorSubtaskState state = harness.snapshot(1, 0);
        restart(LIVE, state);
        long restarted = NOON + 30 * MINUTE;
        harness.setProcessingTime(restarted);
        watermark(restarted + 4 * MINUTE);
        assertThat(told(ExporterSilence.class)).isEmpty();

        watermark(restarted + 6 * MINUTE);
        assertThat(only(ExporterSilence.class).sinceMillis()).isEqualTo(NOON);
    }

    @Test
    void forgetsWhatIsNotHeardForLong() throws Exception {
        receive(part(UDP, NOON, NOON, 1, 5));
        long last = NOON + 11 * MINUTE;
        watermark(last);
        receive(part(UDP, last, last, 1, 5));
        watermark(last + 59 * MINUTE);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        watermark(last + 61 * MINUTE);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
        told();

        receive(part(UDP, last + 62 * MINUTE, last + 62 * MINUTE, 1, 3));
        watermark(last + 64 * MINUTE);
        assertThat(told(ExporterSilence.class)).isEmpty();
    }

    /** Whoever forges addresses makes many of them, and none that is heard for long. */
    @Test
    void forgetsOneThatHadJustComeWithItsTemplates() throws Exception {
        receive(part(UDP, NOON, NOON, 1, 5));
        watermark(NOON + 29 * MINUTE);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        watermark(NOON + 31 * MINUTE);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void forgetsOneThatHadJustComeAndTaughtNothingSoon() throws Exception {
        ExporterActivity taughtNothing =
                new ExporterActivity(
                        NOON,
                        NOON,
                        new Accounts(1, 100, 0, Map.of(), Map.of()),
                        Set.of(ExportProtocol.NETFLOW_V9),
                        List.of(),
                        Set.of(2055),
                        Map.of(UDP, 0),
                        ExporterActivity.SKEW_UNKNOWN);
        receive(new ExporterPart(session(UDP), NOON, 0, taughtNothing));
        watermark(NOON + 9 * MINUTE);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        watermark(NOON + 11 * MINUTE);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void takesWhatIsCountedWithoutADatagramForNoSignOfLife() throws Exception {
        receive(part(UDP, NOON, NOON, 1, 5));
        watermark(NOON + 4 * MINUTE);
        ExporterActivity expired =
                activity(
                        UDP, 0, 0, new Accounts(0, 0, 0, Map.of(), Map.of("templatesExpired", 2L)));
        receive(new ExporterPart(session(UDP), NOON + 4 * MINUTE, 0, expired));
        watermark(NOON + 6 * MINUTE);

        assertThat(told(ExporterMinute.class))
                .last()
                .satisfies(
                        minute ->
                                assertThat(minute.activity().accounts().count("templatesExpired"))
                                        .isEqualTo(2));
    }

    @Test
    void tellsOneGapPerExporterAfterARestart() throws Exception {
        receive(part(UDP, NOON, NOON + 10 * SECOND, 10, 100));
        OperatorSubtaskState state = harness.snapshot(1, 0);
        restart(LIVE, state);
        receive(partOfRun(2, UDP, NOON + 40 * SECOND, NOON + 50 * SECOND, 10, 100));
        receive(partOfRun(2, UDP, NOON + 51 * SECOND, NOON + 52 * SECOND, 10, 100));

        // Parts have sequence numbers from the second of their first datagram to that of the last.
        assertThat(only(ReceptionGap.class))
                .isEqualTo(
                        new ReceptionGap(
                                session(UDP),
                                NOON + 10 * SECOND,
                                NOON + 40 * SECOND,
                                List.of(
                                        new ReceptionGap.Domain(
                                                ExportProtocol.NETFLOW_V9,
                                                5,
                                                10,
                                                40,
                                                29,
                                                SequenceUnit.DATAGRAMS))));
    }

    @Test
    void tellsNoGapWithoutARestart() throws Exception {
        receive(part(UDP, NOON, NOON, 1, 1));
        receive(part(UDP, NOON + 4 * MINUTE, NOON + 4 * MINUTE, 1, 1));

        assertThat(told(ReceptionGap.class)).isEmpty();
    }

    @Test
    void tellsNoGapOfAnExporterThatIsNew() throws Exception {
        receive(part(UDP, NOON, NOON, 1, 1));
        OperatorSubtaskState state = harness.snapshot(1, 0);
        restart(LIVE, state);
        IpAddress other = IpAddress.ofIpv4(0x0a00_0002);
        TransportSession session = new TransportSession(other.high(), other.low(), UDP);
        ExporterPart known = partOfRun(2, UDP, NOON, NOON, 1, 1);
        receive(new ExporterPart(session, NOON, 2, known.activity()));

        assertThat(told(ReceptionGap.class)).isEmpty();
    }

    @Test
    void tellsNoGapOfConnectionsNorWhereTheInputWaits() throws Exception {
        receive(part(7, NOON, NOON, 1, 1));
        OperatorSubtaskState state = harness.snapshot(1, 0);
        restart(LIVE, state);
        receive(partOfRun(2, 7, NOON + 1, NOON + 1, 1, 1));
        assertThat(told(ReceptionGap.class)).isEmpty();

        ExporterRules replay = new ExporterRules(Duration.ZERO, REMEMBRANCE, false);
        restart(replay, null);
        receive(part(UDP, NOON, NOON, 1, 1));
        restart(replay, harness.snapshot(1, 0));
        receive(partOfRun(2, UDP, NOON + 1, NOON + 1, 1, 1));
        assertThat(told(ReceptionGap.class)).isEmpty();
    }

    @Test
    void beginsTheGapBehindWhatWaitedInTheQueue() throws Exception {
        receive(part(UDP, NOON, NOON + 10 * SECOND, 10, 100));
        OperatorSubtaskState state = harness.snapshot(1, 0);
        restart(LIVE, state);
        long waited = NOON + 11 * SECOND;
        receive(partOfRun(ExporterPart.EARLIER_RUN, UDP, waited, waited + SECOND, 2, 2));
        assertThat(told(ReceptionGap.class)).isEmpty();

        receive(partOfRun(2, UDP, NOON + 40 * SECOND, NOON + 50 * SECOND, 10, 100));
        ReceptionGap gap = only(ReceptionGap.class);
        assertThat(gap.fromMillis()).isEqualTo(waited + SECOND);
        assertThat(gap.domains().get(0).sequenceBefore()).isEqualTo(12);
    }

    @Test
    void passesOtherNoticesOn() throws Exception {
        OptionsRecord options =
                new OptionsRecord(
                        session(UDP),
                        NOON,
                        "sampler",
                        ExportProtocol.NETFLOW_V9,
                        5,
                        256,
                        "",
                        Map.of("samplerId", "1"));
        receive(options);

        assertThat(told()).containsExactly(options);
    }

    private void open(ExporterRules rules, OperatorSubtaskState state) throws Exception {
        harness =
                Harnesses.keyed(
                        new ExporterInventory(rules),
                        ExporterNotice::exporter,
                        IpAddressSerializer.TYPE,
                        ExporterNoticeSerializer.TYPE,
                        1,
                        0);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    private void restart(ExporterRules rules, OperatorSubtaskState state) throws Exception {
        harness.close();
        open(rules, state);
    }

    private void receive(ExporterNotice notice) throws Exception {
        harness.processElement(notice, notice.timeMillis());
    }

    private void watermark(long millis) throws Exception {
        harness.processWatermark(millis);
    }

    /** What was told since the last call. */
    private List<ExporterNotice> told() {
        return Harnesses.values(harness);
    }

    private <T extends ExporterNotice> List<T> told(Class<T> kind) {
        return new ArrayList<>(told().stream().filter(kind::isInstance).map(kind::cast).toList());
    }

    private <T extends ExporterNotice> T only(Class<T> kind) {
        List<T> told = told(kind);
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private static TransportSession session(long connection) {
        return new TransportSession(EXPORTER.high(), EXPORTER.low(), connection);
    }

    private static ExporterPart part(
            long connection, long first, long last, long datagrams, long flows) {
        return partOfRun(0, connection, first, last, datagrams, flows);
    }

    private static ExporterPart partOfRun(
            long run, long connection, long first, long last, long datagrams, long flows) {
        Accounts accounts =
                new Accounts(
                        datagrams, 100 * datagrams, flows, Map.of(), Map.of("templatesAdded", 1L));
        return new ExporterPart(
                session(connection),
                ExporterPart.minuteOf(first),
                run,
                activity(connection, first, last, accounts));
    }

    private static ExporterActivity activity(
            long connection, long first, long last, Accounts accounts) {
        return new ExporterActivity(
                first,
                last,
                accounts,
                Set.of(ExportProtocol.NETFLOW_V9),
                List.of(
                        DomainActivity.of(
                                        ExportProtocol.NETFLOW_V9,
                                        5,
                                        accounts.datagrams(),
                                        (first - NOON) / SECOND,
                                        (last - NOON) / SECOND)
                                .followed(SequenceUnit.DATAGRAMS, accounts.datagrams(), 0)),
                Set.of(2055),
                Map.of(connection, 4),
                ExporterActivity.SKEW_UNKNOWN);
    }
}
