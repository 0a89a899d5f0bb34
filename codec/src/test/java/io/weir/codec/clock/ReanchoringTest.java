package io.weir.codec.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.TimeAdjustment;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionUnderTest;
import io.weir.codec.store.MemorySessionStore;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of flows by exporters with right and wrong clocks; the tolerance is a minute. */
class ReanchoringTest {

    private static final long NOW = 1_767_322_800_000L; // 2026-01-02T03:00:00Z
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long UPTIME = 100 * HOUR;

    private final SessionUnderTest session = session();

    private static SessionUnderTest session() {
        return new SessionUnderTest(new MemorySessionStore(), SessionLimits.DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 59 * SECOND, -59 * SECOND})
    void leavesTimesOfAClockWithinTheTolerance(long skew) {
        long clock = NOW + skew;
        FlowBatch batch =
                session.receiveAt(
                        NOW, ClockMessages.ipfix(clock, clock - 30 * SECOND, clock - 2 * SECOND));

        assertTimes(batch, clock - 30 * SECOND, clock - 2 * SECOND, 0);
        assertThat(batch.clockSkewMillis()).isBetween(skew, skew + SECOND);
    }

    static Stream<Arguments> wrongClocks() {
        return Stream.of(
                        0L, // never set: 1970
                        86_400_000L,
                        2_145_916_800_000L, // 2038
                        4_294_967_295_000L, // 2106: the largest there is
                        NOW - 62 * SECOND,
                        NOW + 62 * SECOND,
                        NOW - 5 * 365 * 24 * HOUR)
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("wrongClocks")
    void movesTheFirstFlowOfAWrongClockToOurs(long clock) {
        FlowBatch ipfix =
                session.receiveAt(
                        NOW, ClockMessages.ipfix(clock, clock - 30 * SECOND, clock - 2 * SECOND));

        assertReanchored(ipfix, 28 * SECOND, 2 * SECOND);
    }

    @ParameterizedTest
    @MethodSource("wrongClocks")
    void movesTheFirstFlowByUptimeOfAWrongClockToOurs(long clock) {
        assertReanchored(
                session.receiveAt(
                        NOW,
                        ClockMessages.netflowV9(
                                clock, UPTIME, UPTIME - 30 * SECOND, UPTIME - 2 * SECOND)),
                28 * SECOND,
                2 * SECOND);
        assertReanchored(
                session.receiveAt(
                        NOW,
                        ClockMessages.netflowV5(
                                clock, UPTIME, UPTIME - 30 * SECOND, UPTIME - 2 * SECOND)),
                28 * SECOND,
                2 * SECOND);
    }

    /** Whole seconds in the header: right to a second. */
    private static void assertReanchored(FlowBatch batch, long duration, long age) {
        assertThat(batch.get(FlowField.TIME_ADJUSTMENT, 0)).isEqualTo(TimeAdjustment.REANCHORED);
        long end = batch.get(FlowField.END_MILLIS, 0);
        assertThat(end).isBetween(NOW - age - SECOND, NOW - age + SECOND);
        assertThat(end - batch.get(FlowField.START_MILLIS, 0)).isEqualTo(duration);
        assertThat(batch.exportMillis() - batch.clockSkewMillis())
                .isBetween(NOW - SECOND, NOW + SECOND);
    }

    @Test
    void keepsTheDistancesOfFlowsOfAReplayedCapture() {
        long old = NOW - 3 * 365 * 24 * HOUR;
        long first = endOf(session.receiveAt(NOW, ClockMessages.ipfix(old, old - 9, old)));
        long then = old + 500 * SECOND;
        long second =
                endOf(
                        session.receiveAt(
                                NOW + 500 * SECOND, ClockMessages.ipfix(then, then - 9, then)));

        assertThat(second - first).isBetween(499 * SECOND, 501 * SECOND);
    }

    private static long endOf(FlowBatch batch) {
        return batch.get(FlowField.END_MILLIS, 0);
    }

    @Test
    void movesTheTimeOfAnEventToo() {
        long clock = NOW - HOUR;
        FlowBatch batch = session.receiveAt(NOW, ClockMessages.event(clock, clock - 5 * SECOND));

        assertThat(batch.get(FlowField.EVENT_MILLIS, 0))
                .isEqualTo(clock - 5 * SECOND - batch.clockSkewMillis());
        assertThat(endOf(batch)).isEqualTo(batch.get(FlowField.EVENT_MILLIS, 0));
    }

    @Test
    void endsAFlowAtItsExportThatSaysNoEnd() {
        FlowBatch batch = session.receiveAt(NOW, ClockMessages.timeless(NOW - 3 * SECOND));

        assertThat(batch.get(FlowField.END_MILLIS, 0)).isEqualTo(NOW - 3 * SECOND);
        assertThat(batch.has(FlowField.START_MILLIS, 0)).isFalse();
        assertThat(batch.get(FlowField.TIME_ADJUSTMENT, 0))
                .isEqualTo(TimeAdjustment.END_FROM_EXPORT);
    }

    @Test
    void endsAFlowWithoutAnEndAtItsExportByOurClock() {
        FlowBatch batch = session.receiveAt(NOW, ClockMessages.started(0, 0));

        assertThat(endOf(batch)).isEqualTo(-batch.clockSkewMillis());
        assertThat(endOf(batch)).isBetween(NOW - SECOND, NOW + SECOND);
        assertThat(batch.get(FlowField.TIME_ADJUSTMENT, 0))
                .isEqualTo(TimeAdjustment.END_FROM_EXPORT | TimeAdjustment.REANCHORED);
    }

    @Test
    void endsAFlowAtReceiptThatEndsInTheFuture() {
        FlowBatch batch =
                session.receiveAt(NOW, ClockMessages.ipfix(NOW, NOW - 5 * SECOND, NOW + HOUR));

        assertTimes(batch, NOW - 5 * SECOND, NOW, TimeAdjustment.END_IN_FUTURE);
    }

    @Test
    void keepsTheDurationOfAFlowThatLiesInTheFuture() {
        FlowBatch batch =
                session.receiveAt(
                        NOW, ClockMessages.ipfix(NOW, NOW + HOUR - 5 * SECOND, NOW + HOUR));

        assertTimes(batch, NOW - 5 * SECOND, NOW, TimeAdjustment.END_IN_FUTURE);
    }

    @Test
    void startsAFlowAtItsEndThatStartsAfterIt() {
        FlowBatch batch =
                session.receiveAt(
                        NOW, ClockMessages.ipfix(NOW, NOW - 2 * SECOND, NOW - 9 * SECOND));

        assertTimes(batch, NOW - 9 * SECOND, NOW - 9 * SECOND, TimeAdjustment.START_AFTER_END);
    }

    @Test
    void readsUptimesAcrossTheWrap() {
        FlowBatch batch =
                session.receiveAt(
                        NOW, ClockMessages.netflowV5(NOW, 5 * SECOND, -20 * SECOND, SECOND));

        assertTimes(batch, NOW - 25 * SECOND, NOW - 4 * SECOND, 0);
    }

    @Test
    void doesNotPutFlowsFromBeforeARestartIntoTheFuture() {
        FlowBatch batch =
                session.receiveAt(
                        NOW,
                        ClockMessages.netflowV5(
                                NOW, 5 * SECOND, UPTIME - 20 * SECOND, UPTIME - SECOND));

        assertTimes(batch, NOW - 19 * SECOND, NOW, TimeAdjustment.END_IN_FUTURE);
    }

    private static void assertTimes(FlowBatch batch, long start, long end, long adjustment) {
        assertThat(batch.get(FlowField.START_MILLIS, 0)).isEqualTo(start);
        assertThat(batch.get(FlowField.END_MILLIS, 0)).isEqualTo(end);
        assertThat(batch.getOr(FlowField.TIME_ADJUSTMENT, 0, 0)).isEqualTo(adjustment);
    }

    @Property
    void bringsAnyTimesIntoOrder(
            @ForAll int exportSeconds, @ForAll long start, @ForAll long end, @ForAll byte near) {
        long export = (exportSeconds & 0xffff_ffffL) * SECOND;
        // Every other time lies near the export, so that all rules meet.
        long startMillis = near % 2 == 0 ? start : export + near * SECOND;
        long endMillis = near % 3 == 0 ? end : export - near * SECOND;
        FlowBatch batch =
                session().receiveAt(NOW, ClockMessages.ipfix(export, startMillis, endMillis));

        assertThat(endOf(batch)).isBetween(0L, NOW + MINUTE);
        if (batch.has(FlowField.START_MILLIS, 0)) {
            assertThat(batch.get(FlowField.START_MILLIS, 0)).isBetween(0L, endOf(batch));
        }
        assertThat(batch.getOr(FlowField.TIME_ADJUSTMENT, 0, 0)).isBetween(0L, 15L);
    }
}
