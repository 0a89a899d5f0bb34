package io.weir.codec.listeners;

import static io.weir.codec.listeners.ObservedFlows.RST_ACK;
import static io.weir.codec.listeners.ObservedFlows.SESSION;
import static io.weir.codec.listeners.ObservedFlows.SYN;
import static io.weir.codec.listeners.ObservedFlows.SYN_ACK;
import static io.weir.codec.listeners.ObservedFlows.TCP;
import static io.weir.codec.listeners.ObservedFlows.UDP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowField;
import io.weir.codec.store.SessionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private static final long CLIENT = 0x0a00_0001L;
    private static final long SERVER = 0x0a00_1001L;
    private static final int HIGH = 50_123;
    private static final int HIGHER = 60_999;
    private static final int MOST = 1_024;

    private final ObservedFlows flows = new ObservedFlows(MOST);

    @Test
    void takesTheSenderOfALoneSynForTheClient() {
        assertThat(flows.tcp(CLIENT, 1_000, SERVER, HIGH, SYN, 3).evidence())
                .isEqualTo(ClientEvidence.source(ClientReason.SYN));
        assertThat(flows.tcp(CLIENT, 22, SERVER, HIGH, SYN | 0x04, 2).evidence())
                .isEqualTo(ClientEvidence.source(ClientReason.SYN));
    }

    @Test
    void takesTheSenderOfOnePacketWithSynAndAckForTheServer() {
        assertThat(flows.tcp(SERVER, HIGH, CLIENT, 22, SYN_ACK, 1).evidence())
                .isEqualTo(ClientEvidence.destination(ClientReason.SYN_ACK));
    }

    /** A client sends SYN and then ACK: their OR looks like the server's answer. */
    @Test
    void knowsThatFlagsOfSeveralPacketsDoNotTell() {
        assertThat(flows.tcp(CLIENT, HIGH, SERVER, HIGHER, SYN_ACK, 2).evidence()).isZero();
        assertThat(flows.tcp(CLIENT, HIGH, SERVER, HIGHER, SESSION, 9).evidence()).isZero();
        assertThat(flows.tcp(CLIENT, HIGH, SERVER, HIGHER, SYN | 1, 1).evidence()).isZero();
    }

    @Test
    void readsTheFlagsOfTheReverseDirection() {
        flows.tcp(SERVER, HIGH, CLIENT, HIGHER, RST_ACK, 1).with(FlowField.REVERSE_TCP_FLAGS, SYN);

        assertThat(flows.evidence()).isEqualTo(ClientEvidence.destination(ClientReason.SYN));
    }

    @Test
    void believesTheDirectionOfBiflows() {
        flows.flow(UDP, CLIENT, 1_024, SERVER, HIGH).with(FlowField.BIFLOW_DIRECTION, 1);
        assertThat(flows.evidence())
                .isEqualTo(ClientEvidence.source(ClientReason.BIFLOW_DIRECTION));

        flows.flow(UDP, CLIENT, 1_024, SERVER, HIGH).with(FlowField.BIFLOW_DIRECTION, 2);
        assertThat(flows.evidence())
                .isEqualTo(ClientEvidence.destination(ClientReason.BIFLOW_DIRECTION));

        flows.flow(UDP, CLIENT, 1_024, SERVER, HIGH).with(FlowField.BIFLOW_DIRECTION, 3);
        assertThat(flows.evidence()).isZero();
    }

    @Test
    void believesTheDirectionOfFlowsWithoutPorts() {
        flows.flow(47, CLIENT, 0, SERVER, 0)
                .without(FlowField.SOURCE_PORT)
                .without(FlowField.DESTINATION_PORT)
                .with(FlowField.BIFLOW_DIRECTION, 2);

        assertThat(flows.evidence())
                .isEqualTo(ClientEvidence.destination(ClientReason.BIFLOW_DIRECTION));
    }

    @Test
    void keepsWhatTheTemplateSaysOfTheInitiator() {
        long said = ClientEvidence.source(ClientReason.INITIATOR);
        flows.flow(UDP, CLIENT, 1_024, SERVER, HIGH).with(FlowField.CLIENT_EVIDENCE, said);

        assertThat(flows.evidence()).isEqualTo(said);
    }

    @Test
    void learnsAListenerFromTwoAnsweredHandshakes() {
        flows.tcp(SERVER, HIGH, CLIENT, 1_500, SYN_ACK, 1).evidence();
        assertThat(flows.listens(TCP, SERVER, HIGH)).isFalse();
        flows.tcp(SERVER, HIGH, CLIENT + 1, 2_500, SYN_ACK, 1).evidence();

        assertThat(flows.listens(TCP, SERVER, HIGH)).isTrue();
        assertThat(flows.evidence(TCP, SERVER, HIGH, CLIENT, 1_600))
                .isEqualTo(ClientEvidence.destination(ClientReason.LISTENER));
        assertThat(flows.listens(UDP, SERVER, HIGH)).isFalse();
        assertThat(flows.listens(TCP, SERVER, HIGH + 1)).isFalse();
    }

    @Test
    void learnsAListenerFromRespondersOfTwoClients() {
        respond(CLIENT);
        respond(CLIENT);
        assertThat(flows.listens(TCP, SERVER, HIGH)).isFalse();
        respond(CLIENT + 5);

        assertThat(flows.listens(TCP, SERVER, HIGH)).isTrue();
    }

    private void respond(long client) {
        flows.tcp(client, 2_000, SERVER, HIGH, SESSION, 9)
                .with(FlowField.BIFLOW_DIRECTION, 1)
                .with(FlowField.REVERSE_PACKETS, 7)
                .evidence();
    }

    @Test
    void learnsAListenerFromSeveralClientsWithPortsBelowIts() {
        for (int client = 0; client < 20; client++) {
            flows.session(TCP, CLIENT + client, 20_000 + 7 * client, SERVER, HIGH);
        }

        assertThat(flows.listens(TCP, SERVER, HIGH)).isTrue();
        assertThat(flows.listeners.size()).isEqualTo(1);
    }

    @Test
    void doesNotLearnFromOneClientAlone() {
        for (int i = 0; i < 100; i++) {
            flows.session(UDP, CLIENT, 20_000 + 7 * i, SERVER, HIGH);
        }

        assertThat(flows.listeners.size()).isZero();
    }

    @Test
    void doesNotLearnFromQuestionsWithoutAnswers() {
        for (int client = 0; client < 100; client++) {
            flows.evidence(UDP, CLIENT + client, 20_000 + 7 * client, SERVER, HIGH);
        }

        assertThat(flows.listeners.size()).isZero();
    }

    @Test
    void forgetsClientsThatCameTooFarApart() {
        for (int client = 0; client < 30; client++) {
            flows.session(UDP, CLIENT + client, 20_000 + 7 * client, SERVER, HIGH);
            flows.minutesLater(6);
        }

        assertThat(flows.listeners.size()).isZero();
    }

    /** Answered by RST from closed ports, by SYN and ACK from open ones. */
    @Test
    void isNotTaughtByAScannerOfTcpWithOnePort() {
        for (int target = 0; target < 2_000; target++) {
            int port = 1_024 + target % 500;
            flows.tcp(CLIENT, HIGH, SERVER + target, port, SYN, 1).evidence();
            flows.tcp(SERVER + target, port, CLIENT, HIGH, RST_ACK, 1).evidence();
        }

        assertThat(flows.listeners.size()).isZero();
        assertThat(flows.listens(TCP, CLIENT, HIGH)).isFalse();
    }

    @Test
    void isNotTaughtByAScannerWhoseExporterTellsNoFlags() {
        for (int target = 0; target < 2_000; target++) {
            int port = 1_024 + target % 500;
            flows.flow(TCP, CLIENT, HIGH, SERVER + target, port).with(FlowField.PACKETS, 1);
            flows.evidence();
            flows.flow(TCP, SERVER + target, port, CLIENT, HIGH).with(FlowField.PACKETS, 1);
            flows.evidence();
        }

        assertThat(flows.listeners.size()).isZero();
    }

    @Test
    void isNotTaughtByAScannerOfUdpWithOnePort() {
        for (int target = 0; target < 2_000; target++) {
            flows.evidence(UDP, CLIENT, HIGH, SERVER + target, 5_060);
            if (target % 20 == 0) {
                flows.evidence(UDP, SERVER + target, 5_060, CLIENT, HIGH);
            }
        }

        assertThat(flows.listens(UDP, CLIENT, HIGH)).isFalse();
    }

    @Test
    void doesNotTakeAClientForAListenerThatAsksManyListeners() {
        for (int server = 0; server < 50; server++) {
            for (int client = 0; client < 20; client++) {
                int port = 20_000 + 7 * client + 251 * server;
                flows.session(UDP, CLIENT + client, port, SERVER + server, 8_000 + server);
            }
        }
        assertThat(flows.listeners.size()).isEqualTo(50);
        for (int server = 0; server < 50; server++) {
            flows.session(UDP, CLIENT, HIGHER, SERVER + server, 8_000 + server);
        }

        assertThat(flows.listeners.size()).isEqualTo(50);
    }

    @Test
    void spoofedFloodsTeachNothing() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            long forged = random.nextInt() & 0xffff_ffffL;
            int port = 1_024 + random.nextInt(60_000);
            switch (i % 3) {
                case 0 -> flows.tcp(forged, port, SERVER, HIGH, SYN, 1).evidence();
                case 1 -> flows.tcp(forged, port, SERVER, HIGH, SYN_ACK, 1).evidence();
                default -> flows.evidence(UDP, forged, port, SERVER, HIGH);
            }
        }

        assertThat(flows.listeners.size()).isZero();
    }

    @Test
    void learnsABusyListenerAmongASpoofedFlood() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            flows.evidence(UDP, random.nextInt() & 0xffff_ffffL, 1_024 + i, SERVER + 9, HIGH);
            if (i % 200 == 0) {
                flows.session(UDP, CLIENT + i, 20_000 + i, SERVER, HIGH);
            }
        }

        assertThat(flows.listens(UDP, SERVER, HIGH)).isTrue();
    }

    @Test
    void remembersNoMoreThanItMayAndForgetsTheSilentFirst() {
        for (int server = 0; server < 3 * MOST; server++) {
            learn(SERVER + server);
        }
        assertThat(flows.listeners.size()).isLessThanOrEqualTo(MOST).isGreaterThan(MOST * 3 / 4);

        flows.restart(MOST);
        assertThat(storedKeys()).hasSizeLessThanOrEqualTo(MOST);
    }

    /** As those of NFS have. */
    @Test
    void knowsAListenerOnAHighPortWhoseClientHasASystemPort() {
        learn(SERVER);

        assertThat(flows.tcp(CLIENT, 700, SERVER, HIGH, SESSION, 9).evidence())
                .isEqualTo(ClientEvidence.source(ClientReason.LISTENER));
        assertThat(flows.tcp(SERVER, HIGH, CLIENT, 700, SESSION, 9).evidence())
                .isEqualTo(ClientEvidence.destination(ClientReason.LISTENER));
        assertThat(flows.tcp(CLIENT, 700, SERVER, HIGHER, SESSION, 9).evidence()).isZero();
    }

    private void learn(long server) {
        flows.tcp(server, HIGH, CLIENT, 1_500, SYN_ACK, 1).evidence();
        for (int client = 1; client < 40; client++) {
            flows.tcp(server, HIGH, CLIENT + client, 1_500 + client, SYN_ACK, 1).evidence();
        }
    }

    @Test
    void goesOnFromTheStore() {
        learn(SERVER);
        flows.restart(MOST);

        assertThat(storedKeys()).hasSize(1);
        assertThat(flows.listens(TCP, SERVER, HIGH)).isTrue();
    }

    @Test
    void writesAListenerAtMostOncePerHour() {
        learn(SERVER);
        flows.listeners.flush();
        long key = storedKeys().get(0);
        byte[] stored = flows.store.get(SessionTable.LISTENERS, key);

        assertThat(flows.listens(TCP, SERVER, HIGH)).isTrue();
        flows.listeners.flush();
        assertThat(flows.store.get(SessionTable.LISTENERS, key)).isSameAs(stored);

        flows.minutesLater(61);
        assertThat(flows.listens(TCP, SERVER, HIGH)).isTrue();
        flows.listeners.flush();
        assertThat(flows.store.get(SessionTable.LISTENERS, key)).isNotEqualTo(stored);
    }

    @Test
    void forgetsAListenerThatWasNotHeardForADay() {
        learn(SERVER);
        flows.listeners.flush();
        flows.minutesLater(26 * 60);
        flows.evidence(UDP, CLIENT, 1, SERVER, 2);
        flows.listeners.flush();

        assertThat(storedKeys()).isEmpty();
        assertThat(flows.listens(TCP, SERVER, HIGH)).isFalse();
    }

    @Test
    void refusesStateOfALaterVersion() {
        flows.store.put(SessionTable.LISTENERS, 1, new byte[] {9, 0, 0, 0, 0});

        assertThatThrownBy(() -> flows.evidence(UDP, CLIENT, 1_024, SERVER, HIGH))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 9");
    }

    @Test
    void remembersNothingWhereItMayNot() {
        ObservedFlows none = new ObservedFlows(0);
        for (int client = 0; client < 20; client++) {
            none.session(TCP, CLIENT + client, 20_000 + 7 * client, SERVER, HIGH);
        }

        assertThat(none.listens(TCP, SERVER, HIGH)).isFalse();
        assertThat(none.tcp(CLIENT, 1_000, SERVER, HIGH, SYN, 3).evidence())
                .isEqualTo(ClientEvidence.source(ClientReason.SYN));
    }

    private List<Long> storedKeys() {
        List<Long> keys = new ArrayList<>();
        flows.store.forEachKey(SessionTable.LISTENERS, keys::add);
        return keys;
    }
}
