package io.weir.codec.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionUnderTest;
import io.weir.codec.store.MemorySessionStore;
import io.weir.codec.store.SessionTable;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExporterClocksTest {

    private static final long NOW = 1_767_322_800_007L;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long WRAP = 1L << 32;

    private final MemorySessionStore store = new MemorySessionStore();
    private SessionUnderTest session = new SessionUnderTest(store, SessionLimits.DEFAULTS);

    /** The skew that a batch has which was exported and received at these times. */
    private long skew(long exported, long received) {
        return session.receiveAt(received, ClockMessages.ipfix(exported, exported, exported))
                .clockSkewMillis();
    }

    private long preciseSkew(long exported, long received) {
        return session.receiveAt(received, ClockMessages.netflowV5(exported, HOUR, HOUR, HOUR))
                .clockSkewMillis();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 90_123, -90_123, 86_400_000_000L})
    void findsTheSkewBelowDelaysOfAnyLength(long skew) {
        Random delays = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            long sent = NOW + i * 97L;
            preciseSkew(sent + skew, sent + 3 + delays.nextInt(2_000));
        }
        assertThat(session.session().clocks().get(0).skewMillis()).isCloseTo(skew, within(20L));
    }

    @Test
    void findsTheSkewOfHeadersOfWholeSeconds() {
        for (int i = 0; i < 1_000; i++) {
            long sent = NOW + i * 97L;
            skew(sent + 123_456, sent + 3);
        }
        assertThat(session.session().clocks().get(0).skewMillis()).isCloseTo(123_456, within(20L));
    }

    @Test
    void followsAClockThatIsSetForwardAtOnce() {
        preciseSkew(NOW, NOW);

        assertThat(preciseSkew(NOW + HOUR + 10, NOW + 10)).isEqualTo(HOUR);
        assertThat(preciseSkew(NOW + HOUR + 20, NOW + 20)).isEqualTo(HOUR);
    }

    @Test
    void judgesNoFlowByTheSkewOfBeforeAStepBack() {
        for (int i = 0; i < 100; i++) {
            preciseSkew(NOW + HOUR + i, NOW + i);
        }
        for (int i = 100; i < 200; i++) {
            assertThat(preciseSkew(NOW + i, NOW + i)).isZero();
        }
        assertThat(session.session().clocks().get(0).skewMillis()).isZero();
    }

    @Test
    void isNotMisledByOneMessageFromTheFuture() {
        preciseSkew(NOW, NOW);
        preciseSkew(NOW + DAY, NOW + 1);

        for (int i = 2; i < 10; i++) {
            assertThat(preciseSkew(NOW + i, NOW + i)).isZero();
        }
    }

    @Test
    void keepsTwoClocksOfOneDomainApart() {
        for (int i = 0; i < 50; i++) {
            assertThat(preciseSkew(NOW + i, NOW + i)).isZero();
            assertThat(preciseSkew(NOW + HOUR + i, NOW + i)).isEqualTo(HOUR);
        }
    }

    @Test
    void doesNotTakeAQueueForASlowClock() {
        for (int i = 0; i < 20; i++) {
            preciseSkew(NOW + i * SECOND, NOW + i * SECOND);
        }
        // A pause of 20 s: what it held up comes at its end, in order.
        for (int i = 20; i < 40; i++) {
            assertThat(preciseSkew(NOW + i * SECOND, NOW + 40 * SECOND)).isZero();
        }
    }

    @Test
    void beginsAnewAfterSilence() {
        preciseSkew(NOW, NOW);

        assertThat(preciseSkew(NOW + HOUR, NOW + 2 * HOUR)).isEqualTo(-HOUR);
    }

    @Test
    void forgetsWhatIsOlderThanAMinute() {
        // A clock that loses a second per second: the estimate follows within the minute.
        for (int i = 0; i < 300; i++) {
            preciseSkew(NOW, NOW + i * SECOND);
        }
        assertThat(session.session().clocks().get(0).skewMillis())
                .isBetween(-299 * SECOND, -239 * SECOND);
    }

    @Test
    void knowsTheClockOfEachDomain() {
        session.receiveAt(NOW, ClockMessages.ipfix(1, NOW, NOW, NOW));
        session.receiveAt(NOW, ClockMessages.ipfix(2, NOW + HOUR, NOW, NOW));
        session.receiveAt(NOW, ClockMessages.netflowV5(NOW - HOUR, 2 * HOUR, 0, 0));

        assertThat(session.session().clocks())
                .containsExactly(
                        new ClockStatus(
                                ExportProtocol.NETFLOW_V5, 0, -HOUR, NOW - 2 * HOUR, 0, 0, NOW),
                        new ClockStatus(ExportProtocol.IPFIX, 1, 493, 0, 0, 0, NOW),
                        new ClockStatus(ExportProtocol.IPFIX, 2, HOUR + 493, 0, 0, 0, NOW));
    }

    @Test
    void correctsDomainsOverTheLimitMessageByMessage() {
        SessionLimits one = limitedToOneDomain();
        session = new SessionUnderTest(store, one);
        session.receiveAt(NOW, ClockMessages.ipfix(1, NOW, NOW, NOW));
        FlowBatch batch = session.receiveAt(NOW, ClockMessages.ipfix(2, 0, 0, 0));

        assertThat(batch.get(FlowField.END_MILLIS, 0)).isCloseTo(NOW, within(SECOND));
        assertThat(session.session().clocks()).hasSize(1);
    }

    private static SessionLimits limitedToOneDomain() {
        SessionLimits some = SessionLimits.DEFAULTS;
        return new SessionLimits(
                some.templates(),
                1,
                some.waitingBytes(),
                some.waitingAge(),
                some.optionsRecords(),
                some.totals(),
                some.listeners(),
                some.clockTolerance(),
                some.flowsPerSecond());
    }

    @Test
    void goesOnFromTheStoreAsIfNothingHadBeen() {
        for (int i = 0; i < 50; i++) {
            preciseSkew(NOW + 90_123 + i, NOW + i);
        }
        var before = session.session().clocks();
        session.session().flush();
        session = new SessionUnderTest(store, SessionLimits.DEFAULTS);

        assertThat(session.session().clocks()).isEqualTo(before);
        // Late by 10 s, which only a session knows that has seen what was before.
        assertThat(preciseSkew(NOW + 90_123 + 60, NOW + 10_060)).isEqualTo(90_123);
    }

    @Test
    void forgetsClocksThatAreNotHeardForADay() {
        session.receiveAt(NOW, ClockMessages.ipfix(1, NOW, NOW, NOW));
        session.session().flush();
        session.receiveAt(NOW + DAY + 1, ClockMessages.ipfix(2, NOW, NOW, NOW));
        session.session().flush();

        assertThat(session.session().clocks()).hasSize(1);
        assertThat(new SessionUnderTest(store, SessionLimits.DEFAULTS).session().clocks())
                .hasSize(1);
    }

    @Test
    void refusesAClockOfANewerVersion() {
        store.put(SessionTable.CLOCKS, 1, new byte[] {2});

        assertThatThrownBy(() -> new SessionUnderTest(store, SessionLimits.DEFAULTS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("Run the build that wrote the state");
    }

    @Test
    void countsARestart() {
        uptime(10 * DAY, NOW);
        uptime(10 * DAY + SECOND, NOW + SECOND);
        uptime(5 * SECOND, NOW + MINUTE);
        uptime(6 * SECOND, NOW + MINUTE + SECOND);

        assertThat(session.count(SessionCounter.EXPORTER_RESTARTS)).isEqualTo(1);
        assertThat(session.count(SessionCounter.UPTIME_WRAPS)).isZero();
        assertThat(status().restarts()).isEqualTo(1);
        assertThat(status().bootMillis()).isEqualTo(NOW + MINUTE - 5 * SECOND);
    }

    @Test
    void countsARestartAfterALongSilence() {
        uptime(10 * SECOND, NOW);
        uptime(20 * SECOND, NOW + HOUR);

        assertThat(session.count(SessionCounter.EXPORTER_RESTARTS)).isEqualTo(1);
    }

    @Test
    void takesAWrapForNoRestart() {
        uptime(WRAP - 2 * SECOND, NOW);
        uptime(3 * SECOND, NOW + 5 * SECOND);
        uptime(4 * SECOND, NOW + 6 * SECOND);

        assertThat(session.count(SessionCounter.EXPORTER_RESTARTS)).isZero();
        assertThat(session.count(SessionCounter.UPTIME_WRAPS)).isEqualTo(1);
        assertThat(status().bootMillis()).isEqualTo(NOW + 2 * SECOND - WRAP);
    }

    @Test
    void takesAStepOfTheClockForNoRestart() {
        session.receiveAt(NOW, ClockMessages.netflowV5(0, DAY, 0, 0));
        session.receiveAt(NOW + SECOND, ClockMessages.netflowV5(NOW, DAY + SECOND, 0, 0));

        assertThat(session.count(SessionCounter.EXPORTER_RESTARTS)).isZero();
    }

    @Test
    void takesOvertakenMessagesForNoRestart() {
        uptime(10 * DAY, NOW);
        uptime(10 * DAY - 20, NOW + 1);
        uptime(10 * DAY - HOUR, NOW + 2); // sent once more by somebody
        uptime(10 * DAY + 3, NOW + 3);

        assertThat(session.count(SessionCounter.EXPORTER_RESTARTS)).isZero();
        assertThat(status().bootMillis()).isEqualTo(NOW - 10 * DAY);
    }

    @Test
    void believesALowerUptimeThatStays() {
        uptime(10 * DAY, NOW);
        for (int i = 1; i <= 3; i++) {
            uptime(5 * DAY + i, NOW + i);
        }

        assertThat(session.count(SessionCounter.EXPORTER_RESTARTS)).isZero();
        assertThat(status().bootMillis()).isEqualTo(NOW - 5 * DAY);
    }

    @Test
    void goesOnWithTheUptimeFromTheStore() {
        uptime(WRAP - 2 * SECOND, NOW);
        session.session().flush();
        session = new SessionUnderTest(store, SessionLimits.DEFAULTS);
        uptime(3 * SECOND, NOW + 5 * SECOND);

        assertThat(session.count(SessionCounter.UPTIME_WRAPS)).isEqualTo(1);
        assertThat(session.count(SessionCounter.EXPORTER_RESTARTS)).isZero();
    }

    private void uptime(long uptimeMillis, long receivedMillis) {
        session.receiveAt(
                receivedMillis,
                ClockMessages.netflowV5(receivedMillis, uptimeMillis, uptimeMillis, uptimeMillis));
    }

    private ClockStatus status() {
        return session.session().clocks().get(0);
    }
}
