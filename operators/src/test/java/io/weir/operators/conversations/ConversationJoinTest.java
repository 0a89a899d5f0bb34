package io.weir.operators.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationJoinTest {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long T0 = 1_700_000_040_000L;

    private static final long HOURS_LATER = 5 * 60 * MINUTE;

    private static final int FIN = 1;
    private static final int SYN = Flows.SYN;
    private static final int RST = Flows.RST;
    private static final int ACK = Flows.ACK;
    private static final int UDP = 17;

    private static final ConversationRules RULES =
            new ConversationRules(
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(30),
                    Duration.ofHours(3),
                    Duration.ofMinutes(1),
                    100);

    private static final String CLIENT = "10.0.0.9";
    private static final String SERVER = "10.0.0.1";

    private ConversationChain chain;

    @BeforeEach
    void open() throws Exception {
        chain = new ConversationChain(RULES, 1);
    }

    @AfterEach
    void close() throws Exception {
        chain.close();
    }

    @Test
    void joinsBothDirections() throws Exception {
        receive(there(T0, 0, SYN | ACK).bytes(700).packets(7));
        receive(back(T0 + SECOND, 0, SYN | ACK).bytes(3_000).packets(5));

        Conversation joined = only(chainAt(T0 + 10 * MINUTE));
        assertThat(joined.source())
                .isEqualTo(new End(Flows.address(CLIENT), 40_000, 700, 7, SYN | ACK));
        assertThat(joined.destination())
                .isEqualTo(new End(Flows.address(SERVER), 443, 3_000, 5, SYN | ACK));
        assertThat(joined.records()).isEqualTo(2);
        assertThat(joined.bytes()).isEqualTo(3_700);
        assertThat(joined.packets()).isEqualTo(12);
        assertThat(joined.client()).isEqualTo(joined.source());
        assertThat(joined.server()).isEqualTo(joined.destination());
        assertThat(joined.tcpState()).isEqualTo(TcpState.ESTABLISHED);
        assertThat(joined.exporter()).isEqualTo(Flows.address("192.0.2.1"));
        assertThat(joined.ending()).isEqualTo(Ending.SILENCE);
    }

    @Test
    void joinsTheReportsOfALongFlow() throws Exception {
        for (int minute = 1; minute <= 10; minute++) {
            receive(there(T0 + minute * MINUTE, MINUTE, ACK).bytes(100).packets(1));
        }

        List<Conversation> states = chainAt(T0 + HOURS_LATER);
        Conversation joined = states.get(states.size() - 1);
        assertThat(finals(states)).containsExactly(joined);
        assertThat(joined.startMillis()).isEqualTo(T0);
        assertThat(joined.endMillis()).isEqualTo(T0 + 10 * MINUTE);
        assertThat(joined.source().bytes()).isEqualTo(1_000);
        assertThat(joined.records()).isEqualTo(10);
    }

    @Test
    void takesBothDirectionsOfOneRecord() throws Exception {
        receive(
                there(T0, 0, SYN | ACK)
                        .bytes(10)
                        .packets(1)
                        .with(FlowField.REVERSE_BYTES, 20)
                        .with(FlowField.REVERSE_PACKETS, 2)
                        .with(FlowField.REVERSE_TCP_FLAGS, FIN | ACK));

        Conversation joined = only(chainAt(T0 + 10 * MINUTE));
        assertThat(joined.source().bytes()).isEqualTo(10);
        assertThat(joined.destination().bytes()).isEqualTo(20);
        assertThat(joined.destination().packets()).isEqualTo(2);
        assertThat(joined.destination().tcpFlags()).isEqualTo(FIN | ACK);
        assertThat(joined.records()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatAnotherObservationPointReports() throws Exception {
        receive(there(T0, 0, SYN | ACK).bytes(700).packets(7));
        Flows duplicate = there(T0, 0, SYN | ACK).bytes(700).packets(7);
        FlowDirection.FORWARD.markDuplicate(duplicate.batch(), 0);
        receive(duplicate);

        Conversation joined = only(chainAt(T0 + 10 * MINUTE));
        assertThat(joined.records()).isEqualTo(1);
        assertThat(joined.bytes()).isEqualTo(700);
    }

    @Test
    void countsWhatSampledPacketsStandFor() throws Exception {
        receive(there(T0, 0, SYN).bytes(100).packets(1).with(FlowField.SAMPLING_INTERVAL, 1_000));

        Conversation joined = only(chainAt(T0 + 10 * MINUTE));
        assertThat(joined.source().bytes()).isEqualTo(100_000);
        assertThat(joined.source().packets()).isEqualTo(1_000);
        assertThat(joined.isSampled()).isTrue();
        assertThat(joined.tcpState()).isEqualTo(TcpState.UNKNOWN);
    }

    @Test
    void waitsForTheGap() throws Exception {
        receive(there(T0, 0, ACK));
        receive(there(T0 + 2 * MINUTE, 0, ACK));
        receive(there(T0 + 4 * MINUTE + 1, 0, ACK));

        assertThat(finals(chainAt(T0 + HOURS_LATER)))
                .extracting(Conversation::records)
                .containsExactly(2L, 1L);
    }

    @Test
    void waitsLongerForAnExporterThatTakesLongerBetweenReports() throws Exception {
        receive(there(T0 + 30 * MINUTE, 30 * MINUTE, ACK));
        receive(there(T0 + 60 * MINUTE, 30 * MINUTE, ACK));

        assertThat(finals(chainAt(T0 + HOURS_LATER)))
                .extracting(Conversation::records)
                .containsExactly(2L);
    }

    @Test
    void waitsForTheGapOnlyWhereTheExporterSaysThatTheFlowIsOver() throws Exception {
        int idleTimeout = 1;
        receive(there(T0, 30 * MINUTE, ACK).with(FlowField.END_REASON, idleTimeout));
        assertThat(chainAt(T0 + 2 * MINUTE - 1)).isEmpty();

        assertThat(finals(chainAt(T0 + 2 * MINUTE))).hasSize(1);
    }

    @Test
    void isAnotherOneBehindALongSilenceThatItWaitedFor() throws Exception {
        receive(there(T0, 30 * MINUTE, ACK));
        receive(there(T0 + 20 * MINUTE, 0, ACK));

        assertThat(finals(chainAt(T0 + HOURS_LATER)))
                .extracting(Conversation::records)
                .containsExactly(1L, 1L);
    }

    @Test
    void lingersOnlyWhereBothEndsHaveClosedTheConnection() throws Exception {
        receive(there(T0, 0, SYN | ACK | FIN));
        receive(back(T0 + SECOND, 0, SYN | ACK | FIN));
        assertThat(chainAt(T0 + 30 * SECOND)).isEmpty();

        Conversation joined = only(chainAt(T0 + 31 * SECOND));
        assertThat(joined.ending()).isEqualTo(Ending.TCP);
        assertThat(joined.tcpState()).isEqualTo(TcpState.CLOSED);
    }

    @Test
    void waitsForTheOtherEndOfAConnectionThatOneHasReset() throws Exception {
        receive(there(T0, 0, SYN));
        receive(there(T0 + SECOND, 0, RST));
        assertThat(chainAt(T0 + 50 * SECOND)).isEmpty();
        receive(back(T0 + 50 * SECOND, 0, SYN | ACK));
        assertThat(chainAt(T0 + 80 * SECOND - 1)).isEmpty();

        assertThat(only(chainAt(T0 + 80 * SECOND)).tcpState()).isEqualTo(TcpState.RESET);
    }

    @Test
    void isAnotherOneIfItsPortsAreUsedAgain() throws Exception {
        receive(there(T0, 0, SYN | ACK | FIN));
        receive(back(T0, 0, SYN | ACK | FIN));
        receive(there(T0 + 5 * SECOND, SECOND, SYN));
        receive(back(T0 + 5 * SECOND, SECOND, SYN | ACK));

        assertThat(finals(chainAt(T0 + HOURS_LATER)))
                .extracting(Conversation::tcpState)
                .containsExactly(TcpState.CLOSED, TcpState.SYN_RECEIVED);
    }

    @Test
    void isAnotherOneWhenItHasGoneOnForTooLong() throws Exception {
        for (int minute = 0; minute <= 4 * 60; minute++) {
            receive(there(T0 + minute * MINUTE, MINUTE, ACK));
        }

        List<Conversation> ended = finals(chainAt(T0 + HOURS_LATER));
        assertThat(ended).extracting(Conversation::records).containsExactly(181L, 60L);
        assertThat(ended)
                .extracting(Conversation::ending)
                .containsExactly(Ending.DURATION, Ending.SILENCE);
    }

    @Test
    void isPublishedAtMostOnceAnUpdateWhileItGoesOn() throws Exception {
        List<Conversation> states = new ArrayList<>();
        for (int second = 0; second <= 300; second += 10) {
            receive(there(T0 + second * SECOND, 0, ACK));
            chain.watermark(T0 + second * SECOND);
            states.addAll(chain.take());
        }
        assertThat(states).hasSize(5).noneMatch(Conversation::isFinal);
        assertThat(states)
                .extracting(Conversation::records)
                .containsExactly(7L, 13L, 19L, 25L, 31L);

        states.addAll(chainAt(T0 + HOURS_LATER));
        assertThat(states).hasSize(6);
        assertThat(states.get(5).isFinal()).isTrue();
        assertThat(states.stream().map(Conversation::revision)).isSorted().doesNotHaveDuplicates();
        assertThat(states).extracting(Conversation::firstStartMillis).containsOnly(T0);
        assertThat(states).extracting(Conversation::openedMillis).containsOnly(T0);
    }

    @Test
    void keepsWhatItIsKnownByWhenAnEarlierFlowComes() throws Exception {
        receive(there(T0, 0, ACK));
        receive(back(T0 + MINUTE, 90 * SECOND, ACK));

        List<Conversation> states = chainAt(T0 + HOURS_LATER);
        assertThat(states).extracting(Conversation::firstStartMillis).containsOnly(T0);
        Conversation joined = states.get(states.size() - 1);
        assertThat(joined.startMillis()).isEqualTo(T0 - 30 * SECOND);
        assertThat(joined.source().address()).isEqualTo(Flows.address(SERVER));
        assertThat(joined.client()).isEqualTo(joined.destination());
    }

    @Test
    void isOfOneExporter() throws Exception {
        receive(there(T0, 0, ACK));
        FlowBatch other =
                Flows.from("192.0.2.2", T0)
                        .flow()
                        .source(CLIENT)
                        .destination(SERVER)
                        .with(FlowField.SOURCE_PORT, 40_000)
                        .tcp(ACK, 443)
                        .packets(1)
                        .batch();
        chain.receive(0, other);

        assertThat(finals(chainAt(T0 + HOURS_LATER)))
                .extracting(conversation -> conversation.exporter().toString())
                .containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
    }

    @Test
    void hasNoTcpStateIfItIsNotTcp() throws Exception {
        receive(there(T0, 0, FIN).with(FlowField.PROTOCOL, UDP));

        assertThat(only(chainAt(T0 + HOURS_LATER)).tcpState()).isNull();
    }

    @Test
    void countsFlowsWithoutAddressesOrProtocol() throws Exception {
        receive(Flows.receivedAt(T0).flow().source(CLIENT).tcp(SYN, 80));
        receive(Flows.receivedAt(T0).flow().source(CLIENT).destination(SERVER));

        assertThat(chainAt(T0 + HOURS_LATER)).isEmpty();
        assertThat(chain.withoutConversation()).isEqualTo(2);
    }

    @Test
    void boundsAbsurdTimes() throws Exception {
        receive(udp(1).time(T0 + HOURS_LATER, T0 + HOURS_LATER));
        receive(udp(2).time(T0, T0 - MINUTE));
        receive(udp(3).time(-5, Long.MIN_VALUE));
        receive(udp(4).time(0, T0));
        receive(udp(5).time(Long.MAX_VALUE, Long.MAX_VALUE));

        assertThat(finals(chainAt(T0 + HOURS_LATER)))
                .hasSize(5)
                .allSatisfy(
                        conversation -> {
                            assertThat(conversation.startMillis())
                                    .isEqualTo(conversation.endMillis());
                            assertThat(conversation.endMillis()).isBetween(T0 - MINUTE, T0);
                        });
    }

    @Test
    void closesWhatWasReportedOnceFirstIfThereIsNoRoom() throws Exception {
        receive(udp(1));
        receive(udp(1).bytes(5));
        for (int port = 2; port < 20_000; port++) {
            receive(udp(port));
        }
        List<Conversation> ended = finals(chainAt(T0 + HOURS_LATER));

        assertThat(ended).hasSize(19_999);
        assertThat(ended.stream().filter(c -> c.ending() == Ending.ROOM).count())
                .isGreaterThan(10_000);
        assertThat(ended).filteredOn(c -> c.records() == 2).hasSize(1);
        assertThat(ended)
                .filteredOn(c -> c.records() == 2)
                .allMatch(c -> c.ending() == Ending.SILENCE);
    }

    @Test
    void forgetsWhatIsOver() throws Exception {
        for (int port = 1; port < 2_000; port++) {
            receive(udp(port));
        }
        assertThat(finals(chainAt(T0 + HOURS_LATER))).hasSize(1_999);

        assertThat(chain.stateEntries()).isZero();
        assertThat(chain.timers()).isZero();
    }

    private static Flows udp(int port) {
        return Flows.receivedAt(T0)
                .flow()
                .source(CLIENT)
                .destination(SERVER)
                .with(FlowField.PROTOCOL, UDP)
                .with(FlowField.SOURCE_PORT, port)
                .time(T0, T0)
                .packets(1);
    }

    private static Flows there(long receivedMillis, long durationMillis, int flags) {
        return flow(receivedMillis, durationMillis)
                .source(CLIENT)
                .destination(SERVER)
                .with(FlowField.SOURCE_PORT, 40_000)
                .tcp(flags, 443)
                .packets(1);
    }

    private static Flows back(long receivedMillis, long durationMillis, int flags) {
        return flow(receivedMillis, durationMillis)
                .source(SERVER)
                .destination(CLIENT)
                .with(FlowField.SOURCE_PORT, 443)
                .tcp(flags, 40_000)
                .packets(1);
    }

    private static Flows flow(long receivedMillis, long durationMillis) {
        return Flows.receivedAt(receivedMillis)
                .flow()
                .time(receivedMillis - durationMillis, receivedMillis);
    }

    private void receive(Flows flows) throws Exception {
        chain.receive(0, flows.batch());
    }

    private List<Conversation> chainAt(long millis) throws Exception {
        chain.watermark(millis);
        return chain.take();
    }

    private static Conversation only(List<Conversation> states) {
        assertThat(states).hasSize(1);
        assertThat(states.get(0).isFinal()).isTrue();
        return states.get(0);
    }

    private static List<Conversation> finals(List<Conversation> states) {
        return states.stream().filter(Conversation::isFinal).toList();
    }
}
