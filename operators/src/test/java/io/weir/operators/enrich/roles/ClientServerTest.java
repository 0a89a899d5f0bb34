package io.weir.operators.enrich.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClientServerTest {

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";

    private final ClientServer roles =
            new ClientServer(
                    (protocol, port) -> port == 443 || port == 5432 || port == 67 || port == 33_434,
                    (high, low, port) -> low == Flows.address(B).low() && port == 50_100);

    @Test
    void believesWhatTheFlowToldBeforeAllElse() {
        for (ClientReason strong :
                new ClientReason[] {
                    ClientReason.SYN,
                    ClientReason.SYN_ACK,
                    ClientReason.BIFLOW_DIRECTION,
                    ClientReason.INITIATOR
                }) {
            long told = ClientEvidence.destination(strong);
            assertThat(decide(told, A, 50_000, "224.0.0.1", 443)).isEqualTo(told);
        }
    }

    @Test
    void takesAGroupForTheServer() {
        for (String group : new String[] {"224.0.0.251", "239.255.255.250", "255.255.255.255"}) {
            assertThat(decide(A, 443, group, 50_000)).isEqualTo(source(ClientReason.MULTICAST));
        }
        assertThat(decide("2001:db8::1", 443, "ff02::fb", 50_000))
                .isEqualTo(source(ClientReason.MULTICAST));
        assertThat(decide(A, 443, "223.255.255.255", 50_000))
                .isNotEqualTo(source(ClientReason.MULTICAST));
    }

    @Test
    void knowsThatDhcpServersAnswerToTheBroadcast() {
        assertThat(decide("10.0.0.254", 67, "255.255.255.255", 68))
                .isEqualTo(destination(ClientReason.CLIENT_PORT));
        assertThat(decide("0.0.0.0", 68, "255.255.255.255", 67))
                .isEqualTo(source(ClientReason.CLIENT_PORT));
    }

    @Test
    void takesAListenerBeforeTablesAndPorts() {
        long learned = ClientEvidence.destination(ClientReason.LISTENER);

        assertThat(decide(learned, A, 50_000, B, 50_100)).isEqualTo(learned);
        assertThat(decide(learned, A, 50_000, B, 443)).isEqualTo(learned);
    }

    @Test
    void takesTheOperatorsTableBeforePorts() {
        assertThat(decide(A, 443, B, 50_100)).isEqualTo(source(ClientReason.APPLICATION_TABLE));
        assertThat(decide(B, 50_100, A, 443))
                .isEqualTo(destination(ClientReason.APPLICATION_TABLE));
    }

    @Test
    @DisplayName("D2: hints that agree, or do not, never leave a flow without client and server")
    void decidesWhereSeveralHintsCome() {
        long biflow = ClientEvidence.destination(ClientReason.BIFLOW_DIRECTION);

        assertThat(decide(biflow, A, 50_000, B, 50_100)).isEqualTo(biflow);
        assertThat(decide(biflow, B, 50_100, A, 443)).isEqualTo(biflow);
    }

    @Test
    @DisplayName("Rule 6 of the predecessor was dead: a registered port counts more than a low one")
    void takesARegisteredPortForTheServersThoughTheOtherIsLower() {
        assertRegistered(decide(A, 5_432, B, 1_366), false);
        assertRegistered(decide(A, 1_366, B, 5_432), true);
        assertRegistered(decide(A, 40_000, B, 443), true);
    }

    @Test
    void givesFewerPointsToEphemeralPorts() {
        long dynamic = decide(A, 60_000, B, 443);
        long user = decide(A, 5_432, B, 443);
        long unregistered = decide(A, 60_000, B, 5_432);

        assertThat(ClientEvidence.confidence(dynamic))
                .isGreaterThan(ClientEvidence.confidence(user));
        assertThat(ClientEvidence.confidence(unregistered))
                .isLessThan(ClientEvidence.confidence(dynamic));
        assertThat(decide(A, 60_000, B, 33_434)).isEqualTo(source(ClientReason.LOWER_PORT));
    }

    private static void assertRegistered(long evidence, boolean isSource) {
        assertThat(ClientEvidence.reason(evidence)).isEqualTo(ClientReason.REGISTERED_PORT);
        assertThat(ClientEvidence.isSource(evidence)).isEqualTo(isSource);
        assertThat(ClientEvidence.confidence(evidence)).isBetween(50, 80);
    }

    @Test
    void takesTheLowerPortLast() {
        assertThat(decide(A, 50_000, B, 49_999)).isEqualTo(source(ClientReason.LOWER_PORT));
        assertThat(decide(A, 49_999, B, 50_000)).isEqualTo(destination(ClientReason.LOWER_PORT));
    }

    @Test
    void takesTheSourceWhereNothingTells() {
        assertThat(decide(A, 123, B, 123)).isEqualTo(source(ClientReason.RECORD));
        assertThat(decide(A, 0, B, 443)).isEqualTo(source(ClientReason.RECORD));
    }

    @Test
    void readsTypesOfIcmp() {
        assertThat(icmp(1, 8)).isEqualTo(source(ClientReason.ICMP_TYPE));
        assertThat(icmp(1, 0)).isEqualTo(destination(ClientReason.ICMP_TYPE));
        assertThat(icmp(1, 3)).isEqualTo(destination(ClientReason.ICMP_TYPE));
        assertThat(icmp(1, 200)).isEqualTo(source(ClientReason.RECORD));
        assertThat(icmp(58, 128)).isEqualTo(source(ClientReason.ICMP_TYPE));
        assertThat(icmp(58, 129)).isEqualTo(destination(ClientReason.ICMP_TYPE));
        assertThat(icmp(58, 1)).isEqualTo(destination(ClientReason.ICMP_TYPE));
        assertThat(icmp(58, 143)).isEqualTo(source(ClientReason.RECORD));
    }

    private long icmp(int protocol, int type) {
        FlowBatch batch =
                Flows.receivedAt(1).flow().source(A).destination(B).icmp(protocol, type, 0).batch();
        return roles.decide(batch, 0);
    }

    @Test
    void decidesWithoutAnAddressOfOneSide() {
        FlowBatch one = Flows.receivedAt(1).flow().source(A).batch();
        FlowBatch none = Flows.receivedAt(1).flow().batch();

        assertThat(roles.decide(one, 0)).isEqualTo(source(ClientReason.RECORD));
        assertThat(roles.decide(none, 0)).isEqualTo(ClientEvidence.NONE);
    }

    @Test
    void readsWhatDecodingFoundOutFromTheBatch() {
        long told = ClientEvidence.destination(ClientReason.LISTENER);
        FlowBatch batch =
                Flows.receivedAt(1)
                        .flow()
                        .source(A)
                        .destination(B)
                        .tcp(0x1b, 443)
                        .with(FlowField.SOURCE_PORT, 50_000)
                        .with(FlowField.CLIENT_EVIDENCE, told)
                        .batch();

        assertThat(roles.decide(batch, 0)).isEqualTo(told);
    }

    private long decide(String from, int port, String to, int otherPort) {
        return decide(ClientEvidence.NONE, from, port, to, otherPort);
    }

    private long decide(long evidence, String from, int port, String to, int otherPort) {
        IpAddress source = Flows.address(from);
        IpAddress destination = Flows.address(to);
        boolean dhcp = port == 67 || port == 68;
        return roles.decide(
                evidence,
                source.high(),
                source.low(),
                destination.high(),
                destination.low(),
                dhcp ? UDP : TCP,
                port,
                otherPort,
                -1);
    }

    private static long source(ClientReason reason) {
        return ClientEvidence.source(reason);
    }

    private static long destination(ClientReason reason) {
        return ClientEvidence.destination(reason);
    }
}
