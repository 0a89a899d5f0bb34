package io.weir.operators.enrich.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {

    private static final Services SERVICES = Services.iana();

    @ParameterizedTest
    @CsvSource({
        "6, 7, echo",
        "6, 20, ftp-data",
        "6, 22, ssh",
        "6, 25, smtp",
        "17, 53, domain",
        "17, 67, bootps",
        "6, 80, http",
        "17, 123, ntp",
        "17, 161, snmp",
        "6, 179, bgp",
        "6, 443, https",
        "17, 443, https",
        "6, 445, microsoft-ds",
        "6, 514, shell",
        "17, 514, syslog",
        "6, 853, domain-s",
        "17, 1701, l2tp",
        "6, 2049, nfs",
        "6, 3306, mysql",
        "17, 3478, stun",
        "6, 5432, postgresql",
        "17, 4739, ipfix",
        "132, 4739, ipfix",
        "17, 4789, vxlan",
        "17, 5353, mdns",
        "6, 6010, x11",
        "17, 6343, sflow",
        "6, 9418, git",
        "6, 47808, bacnet",
        "33, 9, discard",
        "132, 2905, m3ua"
    })
    void namesThePortsThatIanaAssigned(int protocol, int port, String name) {
        assertThat(SERVICES.name(SERVICES.find(protocol, port))).isEqualTo(name);
    }

    /** ElastiFlow took any port for a known one, so that only the lower port ever told. */
    @ParameterizedTest
    @CsvSource({"6, 0", "6, 4", "6, 1024", "6, 49152", "6, 65535", "17, 50000", "132, 444"})
    void portsThatIanaLacksAreNotRegistered(int protocol, int port) {
        assertThat(SERVICES.isRegistered(protocol, port)).isFalse();
    }

    @Test
    void portsAreRegisteredForTheirProtocolOnly() {
        assertThat(SERVICES.isRegistered(IpProtocols.UDP, 514)).isTrue();
        assertThat(SERVICES.find(IpProtocols.UDP, 514))
                .isNotEqualTo(SERVICES.find(IpProtocols.TCP, 514));
        assertThat(SERVICES.isRegistered(IpProtocols.DCCP, 80)).isFalse();
        assertThat(SERVICES.isRegistered(IpProtocols.TCP, 4789)).isFalse();
    }

    @Test
    void protocolsWithoutPortsHaveNoServices() {
        assertThat(SERVICES.isRegistered(IpProtocols.ICMP, 80)).isFalse();
        assertThat(SERVICES.isRegistered(47, 80)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 65_536, Integer.MAX_VALUE})
    void numbersThatAreNoPortsHaveNoServices(int port) {
        assertThat(SERVICES.find(IpProtocols.TCP, port)).isZero();
    }

    @Test
    void udpLiteHasThePortsOfUdp() {
        assertThat(SERVICES.find(IpProtocols.UDP_LITE, 53))
                .isEqualTo(SERVICES.find(IpProtocols.UDP, 53));
    }

    @Test
    void labelsAreAsElastiFlowWritesThem() {
        assertThat(SERVICES.label(IpProtocols.TCP, 443)).isEqualTo("https (TCP/443)");
        assertThat(SERVICES.label(IpProtocols.UDP, 53)).isEqualTo("domain (UDP/53)");
        assertThat(SERVICES.label(IpProtocols.TCP, 50_000)).isEqualTo("tcp/50000");
        assertThat(SERVICES.label(IpProtocols.ICMP, 0)).isEqualTo("icmp/0");
        assertThat(SERVICES.label(200, 0)).isEqualTo("unknown(200)/0");
    }

    @Test
    void idOfNoServiceHasNoName() {
        assertThat(SERVICES.name(0)).isNull();
        assertThat(SERVICES.label(0)).isNull();
    }

    @Test
    void holdsTheWholeRegistry() {
        assertThat(SERVICES.size()).isGreaterThan(11_000);
    }

    @ParameterizedTest
    @CsvSource({
        "0, SYSTEM, false",
        "1023, SYSTEM, false",
        "1024, USER, false",
        "32767, USER, false",
        "32768, USER, true",
        "49151, USER, true",
        "49152, DYNAMIC, true",
        "65535, DYNAMIC, true"
    })
    void portsAreInTheirRange(int port, PortRange range, boolean ephemeral) {
        assertThat(PortRange.of(port)).isEqualTo(range);
        assertThat(PortRange.isEphemeral(port)).isEqualTo(ephemeral);
    }

    @Test
    void noDynamicPortIsRegistered() {
        for (int port = 49_152; port <= 65_535; port++) {
            assertThat(SERVICES.isRegistered(IpProtocols.TCP, port)).isFalse();
            assertThat(SERVICES.isRegistered(IpProtocols.UDP, port)).isFalse();
        }
    }
}
