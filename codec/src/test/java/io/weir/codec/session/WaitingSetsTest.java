package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.store.MemorySessionStore;
import io.weir.codec.store.SessionTable;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of data sets that come before their template. */
class WaitingSetsTest {

    private static final long T0 = SessionUnderTest.RECEIVED_MILLIS;
    private static final TemplateDefinition BYTES =
            TemplateDefinition.of(256, iana(Elements.OCTET_DELTA_COUNT, 4));
    private static final TemplateDefinition PACKETS =
            TemplateDefinition.of(257, iana(Elements.PACKET_DELTA_COUNT, 4));
    private static final TemplateDefinition STARTED =
            TemplateDefinition.of(
                    258,
                    iana(Elements.OCTET_DELTA_COUNT, 4),
                    iana(Elements.FLOW_START_SYS_UP_TIME, 4));

    /** Records that are too short for {@link #STARTED}. */
    private static final TemplateDefinition SHORT =
            TemplateDefinition.of(258, iana(Elements.OCTET_DELTA_COUNT, 4));

    private static final TemplateDefinition SAMPLERS =
            TemplateDefinition.ofOptions(
                    259, 1, iana(Elements.SELECTOR_ID, 2), iana(Elements.SAMPLING_INTERVAL, 2));

    /** What a set with one record of {@link #BYTES} is charged. */
    private static final int COST = 34 + 4 + 64;

    private final MemorySessionStore store = new MemorySessionStore();
    private final SharedAllowance shared = new SharedAllowance(1_000, 1_000 * COST);
    private final SessionUnderTest session = session(store, 1_000 * COST);
    private final IpfixWriter domain1 = new IpfixWriter(1);
    private final IpfixWriter domain2 = new IpfixWriter(2);

    @Test
    void decodesWhatCameBeforeItsTemplate() {
        session.receive(data(1));
        assertThat(session.released()).isEmpty();
        session.receive(domain1.begin(2).template(BYTES).toBytes());

        assertThat(bytesOf(session.released())).containsExactly(1L);
        assertThat(session.count(SessionCounter.SETS_WITHOUT_TEMPLATE)).isEqualTo(1);
        assertThat(session.count(SessionCounter.WAITING_SETS_DECODED)).isEqualTo(1);
        assertThat(storedSets()).isZero();
        assertBalanced();
    }

    @Test
    void decodesASetOnce() {
        session.receive(data(1));
        session.receive(domain1.begin(2).template(BYTES).toBytes());
        session.released();
        session.receive(domain1.begin(3).template(BYTES).toBytes());

        assertThat(session.released()).isEmpty();
    }

    @Test
    void decodesASetThatCameBeforeItsTemplateInTheSameMessage() {
        FlowBatch batch =
                session.receive(domain1.begin(1).data(BYTES, value(7)).template(BYTES).toBytes());

        assertThat(batch.size()).isZero();
        assertThat(bytesOf(session.released())).containsExactly(7L);
    }

    @Test
    void keepsWhatTheMessageSaid() {
        NetflowV9Writer v9 = new NetflowV9Writer(77);
        byte[] early =
                v9.begin(1_700_000_000L, 60_000)
                        .data(STARTED, record -> record.uint32(5).uint32(50_000))
                        .toBytes();
        FlowBatch expected = withTemplateKnown(v9, early);
        session.receiveAt(T0, early);
        session.receiveAt(
                T0 + 90_000, v9.begin(1_700_000_090L, 150_000).template(STARTED).toBytes());

        FlowBatch released = session.released().get(0);

        assertThat(released.protocol()).isEqualTo(ExportProtocol.NETFLOW_V9);
        assertThat(released.exporter()).isEqualTo(SessionUnderTest.EXPORTER);
        assertThat(released.exporterPort()).isEqualTo(SessionUnderTest.EXPORTER_PORT);
        assertThat(released.domain()).isEqualTo(77);
        assertThat(released.sequence()).isEqualTo(expected.sequence());
        assertThat(released.exportMillis()).isEqualTo(expected.exportMillis());
        assertThat(released.receivedMillis()).isEqualTo(T0);
        assertThat(SessionUnderTest.flow(released, 0))
                .isEqualTo(SessionUnderTest.flow(expected, 0))
                .containsKey(FlowField.START_MILLIS);
    }

    private static FlowBatch withTemplateKnown(NetflowV9Writer writer, byte[] data) {
        SessionUnderTest other = new SessionUnderTest();
        other.receive(writer.begin(1, 0).template(STARTED).toBytes());
        return other.receiveAt(T0, data).copy();
    }

    @Test
    void decodesInTheOrderOfArrivalAcrossTemplates() {
        session.receive(domain1.begin(1).data(PACKETS, value(1)).toBytes());
        session.receive(data(2));
        session.receive(domain1.begin(1).data(PACKETS, value(3)).data(BYTES, value(4)).toBytes());
        session.receive(domain1.begin(2).template(BYTES).template(PACKETS).toBytes());

        assertThat(session.released())
                .extracting(
                        batch ->
                                batch.has(FlowField.BYTES, 0)
                                        ? batch.get(FlowField.BYTES, 0)
                                        : -batch.get(FlowField.PACKETS, 0))
                .containsExactly(-1L, 2L, -3L, 4L);
    }

    @Test
    void waitsForTheTemplateOfItsOwnProtocolDomainAndId() {
        session.receive(data(1));
        session.receive(domain2.begin(2).template(BYTES).toBytes());
        session.receive(new NetflowV9Writer(1).begin(2, 0).template(BYTES).toBytes());
        session.receive(domain1.begin(2).template(PACKETS).toBytes());
        assertThat(session.released()).isEmpty();

        session.receive(domain1.begin(2).template(BYTES).toBytes());
        assertThat(bytesOf(session.released())).containsExactly(1L);
    }

    @Test
    void takesOptionsForOptions() {
        session.receive(
                domain1.begin(1).data(SAMPLERS, record -> record.uint16(1).uint16(100)).toBytes());
        session.receive(domain1.begin(2).template(SAMPLERS).toBytes());

        assertThat(session.released()).hasSize(1).allMatch(batch -> batch.size() == 0);
        assertThat(session.optionsRecords()).isEqualTo(1);
        assertBalanced();
    }

    @Test
    void waitsAgainWhenTheTemplateIsWithdrawnInTheMessageThatBroughtIt() {
        session.receive(data(1));
        session.receive(domain1.begin(2).template(BYTES).withdraw(BYTES).toBytes());
        assertThat(session.released()).isEmpty();
        assertThat(shared.waitingSets()).isEqualTo(1);

        session.receive(domain1.begin(3).template(BYTES).toBytes());
        assertThat(bytesOf(session.released())).containsExactly(1L);
    }

    @Test
    void countsWhatIsMalformedWithoutCountingItsDatagramAgain() {
        session.receive(domain1.begin(1).data(SHORT, value(1)).toBytes());
        session.receive(domain1.begin(2).template(STARTED).toBytes());
        session.released();

        assertThat(session.count(SessionCounter.WAITING_SETS_MALFORMED)).isEqualTo(1);
        assertThat(session.findings()).isEmpty();
        assertBalanced();
    }

    @Test
    void refusesTheNewestWhenTheSessionIsFull() {
        SessionUnderTest small = session(store, 2 * COST);
        small.receive(data(1));
        small.receive(data(2));
        small.receive(data(3));
        small.receive(domain1.begin(2).template(BYTES).toBytes());

        assertThat(bytesOf(small.released())).containsExactly(1L, 2L);
        assertThat(small.count(SessionCounter.WAITING_SETS_REFUSED)).isEqualTo(1);

        small.receive(domain2.begin(2).data(BYTES, value(4)).toBytes());
        assertThat(small.count(SessionCounter.WAITING_SETS_REFUSED)).isEqualTo(1);
    }

    @Test
    void keepsNothingWithoutRoom() {
        SessionUnderTest none = session(store, 0);
        none.receive(data(1));

        assertThat(storedSets()).isZero();
        assertThat(none.count(SessionCounter.WAITING_SETS_REFUSED)).isEqualTo(1);
    }

    @Test
    void sharesRoomWithOtherSessions() {
        SharedAllowance two = new SharedAllowance(10, 2 * COST);
        SessionUnderTest first = new SessionUnderTest(store, limits(1_000 * COST), two);
        SessionUnderTest second =
                new SessionUnderTest(new MemorySessionStore(), limits(1_000 * COST), two);
        first.receive(data(1));
        first.receive(data(2));
        second.receive(data(3));
        assertThat(second.count(SessionCounter.WAITING_SETS_REFUSED)).isEqualTo(1);

        first.receive(domain1.begin(2).template(BYTES).toBytes());
        first.released();
        second.receive(data(4));
        assertThat(second.count(SessionCounter.WAITING_SETS_REFUSED)).isEqualTo(1);
        assertThat(two.waitingSets()).isEqualTo(1);
        assertThat(two.waitingBytes()).isEqualTo(COST);
    }

    @Test
    void sharesTheNumberOfTemplatesWithOtherSessions() {
        SharedAllowance two = new SharedAllowance(2, 0);
        SessionUnderTest first = new SessionUnderTest(store, limits(0), two);
        SessionUnderTest second = new SessionUnderTest(new MemorySessionStore(), limits(0), two);
        first.receive(domain1.begin(1).template(BYTES).template(PACKETS).toBytes());
        second.receive(domain1.begin(1).template(BYTES).toBytes());
        assertThat(second.templateEvents()).containsExactly("refused");

        first.receive(domain1.begin(2).withdraw(BYTES).toBytes());
        second.receive(domain1.begin(2).template(BYTES).toBytes());
        assertThat(second.templateEvents()).containsExactly("refused", "added");
        first.session().forget();
        assertThat(two.templates()).isEqualTo(1);
    }

    @Test
    void losesWhatWaitedTooLong() {
        session.receiveAt(1_000, data(1));
        session.receiveAt(2_000, data(2));
        assertThat(session.session().earliestWaiting()).isEqualTo(1_000);

        assertThat(session.session().expireWaiting(1_000)).isEqualTo(1_000);
        assertThat(session.session().expireWaiting(1_001)).isEqualTo(2_000);
        assertThat(session.count(SessionCounter.WAITING_SETS_EXPIRED)).isEqualTo(1);
        session.receive(domain1.begin(3).template(BYTES).toBytes());

        assertThat(bytesOf(session.released())).containsExactly(2L);
        assertThat(session.session().earliestWaiting()).isEqualTo(Long.MAX_VALUE);
        assertBalanced();
    }

    @Test
    void waitsForATemplateThatExpired() {
        session.receiveAt(1_000, domain1.begin(1).template(BYTES).toBytes());
        session.expireTemplates(1_001);
        session.receiveAt(2_000, data(1));
        session.receiveAt(3_000, domain1.begin(3).template(BYTES).toBytes());

        assertThat(bytesOf(session.released())).containsExactly(1L);
    }

    @Test
    void goesOnWithWhatAnEarlierSessionStored() {
        for (int i = 1; i <= 3; i++) {
            session.receiveAt(i, data(i));
        }
        SharedAllowance claimed = new SharedAllowance(1_000, 3 * COST);
        SessionUnderTest restored = new SessionUnderTest(store, limits(1_000 * COST), claimed);
        restored.session().claim();
        restored.receive(data(4));

        assertThat(claimed.waitingSets()).isEqualTo(3);
        assertThat(restored.count(SessionCounter.WAITING_SETS_REFUSED)).isEqualTo(1);
        assertThat(restored.session().expireWaiting(2)).isEqualTo(2);
        restored.receive(data(5));
        restored.receive(domain1.begin(3).template(BYTES).toBytes());
        assertThat(bytesOf(restored.released())).containsExactly(2L, 3L, 5L);
        assertThat(claimed.waitingBytes()).isZero();
        assertThat(claimed.templates()).isEqualTo(1);
    }

    @Test
    void countsWhatWaitsAsExpiredWhenTheSessionEnds() {
        session.receive(data(1));
        session.receive(domain2.begin(1).template(BYTES).toBytes());
        session.session().forget();

        assertThat(session.count(SessionCounter.WAITING_SETS_EXPIRED)).isEqualTo(1);
        assertThat(shared.templates()).isZero();
        assertBalanced();
    }

    @Test
    void refusesStateOfANewerFormat() {
        session.receive(data(1));
        store.get(SessionTable.WAITING_SETS, 0)[0] = 2;

        assertThatThrownBy(() -> session(store, COST).session().claim())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format version 2")
                .hasMessageContaining("Run the build that wrote the state");
    }

    @Test
    void refusesStateThatIsDamaged() {
        store.put(SessionTable.WAITING_SETS, 0, new byte[] {1, 2});

        assertThatThrownBy(() -> session.session().claim())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has 2 bytes")
                .hasMessageContaining("Restore an earlier savepoint");
    }

    /** Whatever comes in whatever order: each set is in one account, and the store has the rest. */
    @Test
    void accountsForEverySet() {
        Random random = new Random(20_261_121);
        List<TemplateDefinition> templates = List.of(BYTES, PACKETS, SAMPLERS, STARTED);
        SessionUnderTest tight = session(store, 12 * COST);
        for (int i = 0; i < 20_000; i++) {
            IpfixWriter writer = random.nextBoolean() ? domain1 : domain2;
            writer.begin(i);
            for (int set = random.nextInt(4); set > 0; set--) {
                TemplateDefinition template = templates.get(random.nextInt(4));
                switch (random.nextInt(8)) {
                    case 0 -> writer.template(template);
                    case 1, 2 -> writer.withdraw(template);
                    default ->
                            writer.data(
                                    template == STARTED ? SHORT : template,
                                    value(random.nextInt()));
                }
            }
            tight.receiveAt(i, writer.toBytes());
            tight.released();
            if (random.nextInt(50) == 0) {
                tight.session().expireWaiting(i - 20);
            }
            assertThat(shared.waitingSets()).isEqualTo(storedSets());
            assertBalanced(tight);
        }
        assertThat(tight.count(SessionCounter.WAITING_SETS_DECODED)).isPositive();
        assertThat(tight.count(SessionCounter.WAITING_SETS_MALFORMED)).isPositive();
        assertThat(tight.count(SessionCounter.WAITING_SETS_EXPIRED)).isPositive();
        assertThat(tight.count(SessionCounter.WAITING_SETS_REFUSED)).isPositive();
    }

    private void assertBalanced() {
        assertBalanced(session);
    }

    private void assertBalanced(SessionUnderTest session) {
        assertThat(session.count(SessionCounter.SETS_WITHOUT_TEMPLATE))
                .isEqualTo(
                        session.count(SessionCounter.WAITING_SETS_DECODED)
                                + session.count(SessionCounter.WAITING_SETS_MALFORMED)
                                + session.count(SessionCounter.WAITING_SETS_EXPIRED)
                                + session.count(SessionCounter.WAITING_SETS_REFUSED)
                                + shared.waitingSets());
    }

    private SessionUnderTest session(MemorySessionStore store, int waitingBytes) {
        return new SessionUnderTest(store, limits(waitingBytes), shared);
    }

    private static SessionLimits limits(int waitingBytes) {
        SessionLimits defaults = SessionLimits.DEFAULTS;
        return new SessionLimits(
                defaults.templates(),
                defaults.domains(),
                waitingBytes,
                Duration.ofMinutes(1),
                defaults.optionsRecords(),
                defaults.totals(),
                defaults.listeners(),
                defaults.clockTolerance(),
                defaults.flowsPerSecond());
    }

    private byte[] data(long bytes) {
        return domain1.begin(1).data(BYTES, value(bytes)).toBytes();
    }

    private static RecordWriter value(long value) {
        return record -> record.uint32(value & 0xffff_ffffL);
    }

    private static List<Long> bytesOf(List<FlowBatch> batches) {
        return batches.stream().map(batch -> batch.get(FlowField.BYTES, 0)).toList();
    }

    private long storedSets() {
        long[] count = {0};
        store.forEachKey(SessionTable.WAITING_SETS, key -> count[0]++);
        return count[0];
    }
}
