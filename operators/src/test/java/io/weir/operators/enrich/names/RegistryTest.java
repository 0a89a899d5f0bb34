package io.weir.operators.enrich.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryTest {

    @ParameterizedTest
    @CsvSource({
        "IP_PROTOCOLS, 6, tcp",
        "IP_PROTOCOLS, 58, ipv6-icmp",
        "IP_PROTOCOLS, 89, ospfigp",
        "IP_PROTOCOLS, 132, sctp",
        "IP_PROTOCOLS, 142, rohc",
        "ETHER_TYPES, 0x0800, ipv4",
        "ETHER_TYPES, 0x0806, arp",
        "ETHER_TYPES, 0x86dd, ipv6",
        "ETHER_TYPES, 0x88cc, lldp",
        "DSCP, 0, CS0",
        "DSCP, 1, LE",
        "DSCP, 10, AF11",
        "DSCP, 38, AF43",
        "DSCP, 44, VOICE-ADMIT",
        "DSCP, 46, EF",
        "DSCP, 48, CS6",
        "ECN, 1, ECT(1)",
        "ECN, 2, ECT(0)",
        "ECN, 3, CE",
        "PRECEDENCE, 6, internetwork-control",
        "FORWARDING_REASONS, 129, acl-deny",
        "FORWARDING_REASONS, 137, bad-ttl",
        "FLOW_END_REASONS, 1, idle-timeout",
        "FLOW_END_REASONS, 3, end-of-flow",
        "FIREWALL_EVENTS, 3, flow-denied",
        "FIREWALL_REASONS, 1001, ingress-acl",
        "NAT_EVENTS, 4, nat44-session-create",
        "NAT_EVENTS, 16, nat-port-block-allocation",
        "SELECTOR_ALGORITHMS, 3, random-n-out-of-n",
        "SAMPLING_ALGORITHMS, 2, random",
        "MPLS_LABEL_TYPES, 5, ldp",
        "BIFLOW_DIRECTIONS, 2, reverse-initiator",
        "CLASSIFICATION_ENGINES, 13, PANA-L7"
    })
    void namesAreThoseOfTheRegistry(Registry registry, String number, String name) {
        assertThat(registry.nameOf(Integer.decode(number))).isEqualTo(name);
    }

    @ParameterizedTest
    @EnumSource
    void numbersThatNobodyAssignedHaveNoName(Registry registry) {
        assertThat(registry.nameOf(-1)).isNull();
        assertThat(registry.nameOf(Integer.MAX_VALUE)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void everyNumberOfARegistryHasAName(Registry registry) {
        assertThat(registry.numbers()).isNotEmpty();
        assertThat(registry.numbers().boxed().map(registry::nameOf))
                .allSatisfy(name -> assertThat(name).isNotBlank());
    }

    /** So many keywords ElastiFlow lists, 0 to 142 without those that have none. */
    @Test
    void protocolsUpTo142AreAllThatHaveKeywords() {
        assertThat(Registry.IP_PROTOCOLS.numbers().filter(number -> number <= 142)).hasSize(138);
    }

    @Test
    void protocolsWithoutKeywordAreUnknownByNumber() {
        assertThat(IpProtocols.text(17)).isEqualTo("udp");
        assertThat(IpProtocols.text(61)).isEqualTo("unknown(61)");
        assertThat(IpProtocols.text(255)).isEqualTo("unknown(255)");
        assertThat(IpProtocols.text(1000)).isEqualTo("unknown(1000)");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 8, 0, echo-request,",
        "1, 3, 0, destination-unreachable, net-unreachable",
        "1, 3, 1, destination-unreachable, host-unreachable",
        "1, 3, 3, destination-unreachable, port-unreachable",
        "1, 3, 13, destination-unreachable, administratively-prohibited",
        "1, 11, 0, time-exceeded, ttl-exceeded-in-transit",
        "1, 200, 0,,",
        "58, 1, 4, destination-unreachable, port-unreachable",
        "58, 2, 0, packet-too-big,",
        "58, 135, 0, neighbor-solicitation,",
        "58, 128, 0, echo-request,",
        "6, 8, 0,,"
    })
    void icmpTypesAndCodesHaveTheNamesOfTheirProtocol(
            int protocol, int type, int code, String typeName, String codeName) {
        assertThat(IcmpNames.type(protocol, type)).isEqualTo(typeName);
        assertThat(IcmpNames.code(protocol, type, code)).isEqualTo(codeName);
    }

    @Test
    void codesOverAnOctetAreThoseOfNoOtherType() {
        assertThat(IcmpNames.code(IpProtocols.ICMP, 2, 256 + 3)).isNull();
    }

    @Test
    void tosOctetFallsIntoItsParts() {
        int ef = 46 << 2 | 3;
        assertThat(TrafficClass.dscp(ef)).isEqualTo(46);
        assertThat(TrafficClass.dscpName(ef)).isEqualTo("EF");
        assertThat(TrafficClass.ecnName(ef)).isEqualTo("CE");
        assertThat(TrafficClass.precedenceName(ef)).isEqualTo("critic-ecp");
        assertThat(TrafficClass.dscpName(3 << 2)).isNull();
    }

    @Test
    void forwardingStatusFallsIntoStateAndReason() {
        assertThat(ForwardingStatus.state(64)).isEqualTo("forwarded");
        assertThat(ForwardingStatus.reason(64)).isNull();
        assertThat(ForwardingStatus.isDropped(64)).isFalse();
        assertThat(ForwardingStatus.state(0x8a)).isEqualTo("dropped");
        assertThat(ForwardingStatus.reason(0x8a)).isEqualTo("policer");
        assertThat(ForwardingStatus.isDropped(0x8a)).isTrue();
        assertThat(ForwardingStatus.state(195)).isEqualTo("consumed");
        assertThat(ForwardingStatus.reason(195)).isEqualTo("for-us");
    }

    @Test
    void tcpFlagsAreListedAsElastiFlowDoes() {
        assertThat(TcpFlags.list(0x12)).containsExactly("SYN", "ACK");
        assertThat(TcpFlags.list(0xff))
                .containsExactly("FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR");
        assertThat(TcpFlags.list(0)).containsExactly("none");
    }

    @Test
    void tcpFlagAboveTheOctetIsKept() {
        assertThat(TcpFlags.list(0x101)).containsExactly("FIN", "NS");
        assertThat(TcpFlags.list(0xfe02)).containsExactly("SYN");
    }

    @Test
    void tcpFlagsTogetherAreOneWord() {
        assertThat(TcpFlags.text(0x12)).isEqualTo("SYN-ACK");
        assertThat(TcpFlags.text(0)).isEqualTo("none");
    }
}
