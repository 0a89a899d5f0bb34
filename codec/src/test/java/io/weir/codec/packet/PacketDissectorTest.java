package io.weir.codec.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDissectorTest {

    private static final int ETHERNET = 1;
    private static final int PPP = 7;
    private static final int IPV4 = 11;
    private static final int IPV6 = 12;
    private static final int MPLS = 13;

    private static final long MAC_A = 0x0200_0000_0001L;
    private static final long MAC_B = 0x0200_0000_0002L;
    private static final long MAC_C = 0x0200_0000_0003L;
    private static final long MAC_D = 0x0200_0000_0004L;
    private static final IpAddress A4 = IpAddress.ofIpv4(0x0a00_0001L);
    private static final IpAddress B4 = IpAddress.ofIpv4(0x0a00_0002L);
    private static final IpAddress C4 = IpAddress.ofIpv4(0xc000_0201L);
    private static final IpAddress D4 = IpAddress.ofIpv4(0xc000_0202L);
    private static final IpAddress A6 = new IpAddress(0x2001_0db8_0000_0000L, 1);
    private static final IpAddress B6 = new IpAddress(0x2001_0db8_0000_0000L, 2);
    private static final IpAddress C6 = new IpAddress(0x2001_0db8_0000_00ccL, 1);
    private static final IpAddress D6 = new IpAddress(0x2001_0db8_0000_00ddL, 2);

    private final PacketWriter packet = new PacketWriter();

    private static Map<FlowField, Object> dissect(int protocol, byte[] bytes) {
        return dissect(protocol, bytes, 0, bytes.length);
    }

    private static Map<FlowField, Object> dissect(int protocol, byte[] bytes, int from, int to) {
        FlowBatch batch = new FlowBatch();
        int row = batch.append(1);
        new PacketDissector().dissect(protocol, bytes, from, to, batch, row);
        return SessionUnderTest.flow(batch, row);
    }

    @Test
    void readsTcpOverIpv4OverEthernet() {
        byte[] bytes =
                packet.ethernet(MAC_A, MAC_B)
                        .ipv4(A4, B4)
                        .service(0x28, 61)
                        .tcp(51_000, 443, 0x018)
                        .payload(20)
                        .toBytes();

        assertThat(dissect(ETHERNET, bytes))
                .containsOnly(
                        entry(FlowField.SOURCE_MAC, MAC_A),
                        entry(FlowField.DESTINATION_MAC, MAC_B),
                        entry(FlowField.ETHERTYPE, 0x0800L),
                        entry(FlowField.IP_VERSION, 4L),
                        entry(FlowField.TOS, 0x28L),
                        entry(FlowField.MIN_TTL, 61L),
                        entry(FlowField.MAX_TTL, 61L),
                        entry(FlowField.FRAGMENT_ID, 0L),
                        entry(FlowField.FRAGMENT_FLAGS, 0L),
                        entry(FlowField.SOURCE_ADDRESS, A4),
                        entry(FlowField.DESTINATION_ADDRESS, B4),
                        entry(FlowField.PROTOCOL, 6L),
                        entry(FlowField.SOURCE_PORT, 51_000L),
                        entry(FlowField.DESTINATION_PORT, 443L),
                        entry(FlowField.TCP_FLAGS, 0x18L));
    }

    @Test
    void readsTcpControlBitsUpToTheReservedOnes() {
        byte[] bytes = packet.ipv4(A4, B4).tcp(1, 2, 0xfc2).toBytes();

        assertThat(dissect(IPV4, bytes)).containsEntry(FlowField.TCP_FLAGS, 0xfc2L);
    }

    @Test
    void skipsIpv4Options() {
        byte[] bytes = packet.ipv4(A4, B4, new byte[12]).udp(1_000, 53).toBytes();

        assertThat(dissect(IPV4, bytes))
                .contains(
                        entry(FlowField.SOURCE_PORT, 1_000L),
                        entry(FlowField.DESTINATION_PORT, 53L));
    }

    @Test
    void readsPortsOfTheFirstFragmentOnly() {
        byte[] first = packet.ipv4(A4, B4).fragment(77, 0, true).udp(1_000, 53).toBytes();
        byte[] second = packet.begin().ipv4(A4, B4).fragment(77, 185, false).udp(1, 2).toBytes();

        assertThat(dissect(IPV4, first))
                .contains(
                        entry(FlowField.FRAGMENT_ID, 77L),
                        entry(FlowField.FRAGMENT_FLAGS, 0x20L),
                        entry(FlowField.SOURCE_PORT, 1_000L));
        assertThat(dissect(IPV4, second))
                .contains(entry(FlowField.PROTOCOL, 17L), entry(FlowField.FRAGMENT_OFFSET, 185L))
                .doesNotContainKeys(FlowField.SOURCE_PORT, FlowField.DESTINATION_PORT);
    }

    @Test
    void takesNoEthernetPaddingForATransportHeader() {
        byte[] bytes = packet.ethernet(MAC_A, MAC_B).ipv4(A4, B4).tcp(1, 2, 3).toBytes();
        bytes[14 + 3] = 20 + 4; // the packet ends behind its ports, the frame does not

        assertThat(dissect(ETHERNET, bytes))
                .containsKey(FlowField.SOURCE_PORT)
                .doesNotContainKey(FlowField.TCP_FLAGS);
    }

    @Test
    void readsIpv6() {
        byte[] bytes = packet.ipv6(A6, B6).service(0xb8, 3).udp(1_000, 53).toBytes();

        assertThat(dissect(IPV6, bytes))
                .contains(
                        entry(FlowField.IP_VERSION, 6L),
                        entry(FlowField.SOURCE_ADDRESS, A6),
                        entry(FlowField.DESTINATION_ADDRESS, B6),
                        entry(FlowField.TOS, 0xb8L),
                        entry(FlowField.MIN_TTL, 3L),
                        entry(FlowField.PROTOCOL, 17L),
                        entry(FlowField.DESTINATION_PORT, 53L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 43, 60})
    void walksIpv6ExtensionHeaders(int type) {
        byte[] bytes = packet.ipv6(A6, B6).ipv6Extension(type, 3).tcp(1_000, 53, 2).toBytes();

        assertThat(dissect(IPV6, bytes))
                .contains(entry(FlowField.PROTOCOL, 6L), entry(FlowField.SOURCE_PORT, 1_000L));
    }

    @Test
    void walksIpv6AuthenticationAndSeveralExtensions() {
        byte[] bytes =
                packet.ipv6(A6, B6)
                        .ipv6Extension(0, 1)
                        .ipv6Extension(60, 2)
                        .ipv6Fragment(99, 0, true)
                        .authentication()
                        .icmp(128, 0)
                        .toBytes();

        assertThat(dissect(IPV6, bytes))
                .contains(
                        entry(FlowField.PROTOCOL, 58L),
                        entry(FlowField.ICMP_TYPE, 128L),
                        entry(FlowField.FRAGMENT_ID, 99L),
                        entry(FlowField.FRAGMENT_FLAGS, 0x20L));
    }

    @Test
    void readsNoPortsOfALaterIpv6Fragment() {
        byte[] bytes = packet.ipv6(A6, B6).ipv6Fragment(99, 3, false).udp(1, 2).toBytes();

        assertThat(dissect(IPV6, bytes))
                .contains(entry(FlowField.PROTOCOL, 17L), entry(FlowField.FRAGMENT_OFFSET, 3L))
                .doesNotContainKey(FlowField.SOURCE_PORT);
    }

    @Test
    void readsSctpPortsAndIcmpTypes() {
        byte[] sctp = packet.ipv4(A4, B4).sctp(2_905, 2_906).toBytes();
        byte[] icmp = packet.begin().ipv4(A4, B4).icmp(3, 13).toBytes();

        assertThat(dissect(IPV4, sctp))
                .contains(
                        entry(FlowField.SOURCE_PORT, 2_905L),
                        entry(FlowField.DESTINATION_PORT, 2_906L));
        assertThat(dissect(IPV4, icmp))
                .contains(entry(FlowField.ICMP_TYPE, 3L), entry(FlowField.ICMP_CODE, 13L))
                .doesNotContainKey(FlowField.SOURCE_PORT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8100, 0x88a8, 0x9100})
    void readsOuterAndCustomerVlan(int outerType) {
        byte[] bytes =
                packet.ethernet(MAC_A, MAC_B)
                        .vlan(outerType, 5, 1_062)
                        .vlan(0x8100, 2, 1_493)
                        .vlan(0x8100, 0, 7)
                        .ipv4(A4, B4)
                        .icmp(8, 0)
                        .toBytes();

        assertThat(dissect(ETHERNET, bytes))
                .contains(
                        entry(FlowField.VLAN, 1_062L),
                        entry(FlowField.VLAN_PRIORITY, 5L),
                        entry(FlowField.CUSTOMER_VLAN, 1_493L),
                        entry(FlowField.CUSTOMER_VLAN_PRIORITY, 2L),
                        entry(FlowField.ETHERTYPE, 0x0800L),
                        entry(FlowField.SOURCE_ADDRESS, A4));
    }

    @Test
    void aPriorityTagIsNoVlan() {
        byte[] bytes =
                packet.ethernet(MAC_A, MAC_B).vlan(0x8100, 6, 0).ipv4(A4, B4).icmp(8, 0).toBytes();

        assertThat(dissect(ETHERNET, bytes))
                .containsEntry(FlowField.VLAN_PRIORITY, 6L)
                .doesNotContainKey(FlowField.VLAN);
    }

    @Test
    void readsSnapAndNoOtherLlc() {
        byte[] snap = packet.ethernetSnap(MAC_A, MAC_B).ipv4(A4, B4).udp(1, 2).toBytes();
        byte[] spanningTree =
                packet.begin().ethernetSnap(MAC_A, MAC_B).ipv4(A4, B4).udp(1, 2).toBytes();
        spanningTree[14] = 0x42;
        spanningTree[15] = 0x42;

        assertThat(dissect(ETHERNET, snap))
                .contains(entry(FlowField.ETHERTYPE, 0x0800L), entry(FlowField.SOURCE_ADDRESS, A4));
        assertThat(dissect(ETHERNET, spanningTree))
                .containsOnlyKeys(FlowField.SOURCE_MAC, FlowField.DESTINATION_MAC);
    }

    @Test
    void readsTheMplsStackAndIpBelowIt() {
        byte[] v4 = packet.ethernet(MAC_A, MAC_B).mpls(100, 200, 16).ipv4(A4, B4).toBytes();
        byte[] v6 = packet.begin().mpls(17).ipv6(A6, B6).toBytes();

        assertThat(dissect(ETHERNET, v4))
                .contains(
                        entry(FlowField.MPLS_LABEL_1, 100L << 4),
                        entry(FlowField.MPLS_LABEL_2, 200L << 4),
                        entry(FlowField.MPLS_LABEL_3, 16L << 4 | 1),
                        entry(FlowField.ETHERTYPE, 0x8847L),
                        entry(FlowField.SOURCE_ADDRESS, A4))
                .doesNotContainKey(FlowField.MPLS_LABEL_4);
        assertThat(dissect(MPLS, v6))
                .contains(
                        entry(FlowField.MPLS_LABEL_1, 17L << 4 | 1),
                        entry(FlowField.SOURCE_ADDRESS, A6));
    }

    @Test
    void readsThePseudowireBelowMpls() {
        byte[] bytes =
                packet.ethernet(MAC_A, MAC_B)
                        .mpls(100, 16)
                        .controlWord()
                        .ethernet(MAC_C, MAC_D)
                        .vlan(42)
                        .ipv4(A4, B4)
                        .udp(1, 2)
                        .toBytes();

        assertThat(dissect(ETHERNET, bytes))
                .contains(
                        entry(FlowField.SOURCE_MAC, MAC_C),
                        entry(FlowField.VLAN, 42L),
                        entry(FlowField.MPLS_LABEL_1, 100L << 4),
                        entry(FlowField.SOURCE_ADDRESS, A4))
                .doesNotContainKey(FlowField.TUNNEL_PROTOCOL);
    }

    @Test
    void readsPppoeAndPpp() {
        byte[] pppoe = packet.ethernet(MAC_A, MAC_B).pppoe(9).ipv6(A6, B6).tcp(1, 2, 3).toBytes();
        byte[] ppp = packet.begin().bytes((byte) 0xff, (byte) 3).ppp().ipv4(A4, B4).toBytes();
        byte[] compressed = packet.begin().bytes((byte) 0x21).ipv4(A4, B4).toBytes();

        assertThat(dissect(ETHERNET, pppoe))
                .contains(
                        entry(FlowField.ETHERTYPE, 0x8864L),
                        entry(FlowField.SOURCE_ADDRESS, A6),
                        entry(FlowField.TCP_FLAGS, 3L));
        assertThat(dissect(PPP, ppp)).containsEntry(FlowField.SOURCE_ADDRESS, A4);
        assertThat(dissect(PPP, compressed)).containsEntry(FlowField.SOURCE_ADDRESS, A4);
    }

    @Test
    void readsIpInIp() {
        byte[] v4InV4 = packet.ipv4(C4, D4).ipv4(A4, B4).udp(1, 2).toBytes();
        byte[] v6InV4 = packet.begin().ipv4(C4, D4).ipv6(A6, B6).udp(1, 2).toBytes();
        byte[] v4InV6 = packet.begin().ipv6(C6, D6).ipv4(A4, B4).udp(1, 2).toBytes();

        assertThat(dissect(IPV4, v4InV4))
                .contains(
                        entry(FlowField.SOURCE_ADDRESS, A4),
                        entry(FlowField.DESTINATION_ADDRESS, B4),
                        entry(FlowField.PROTOCOL, 17L),
                        entry(FlowField.TUNNEL_SOURCE_ADDRESS, C4),
                        entry(FlowField.TUNNEL_DESTINATION_ADDRESS, D4),
                        entry(FlowField.TUNNEL_PROTOCOL, 4L))
                .doesNotContainKey(FlowField.TUNNEL_ID);
        assertThat(dissect(IPV4, v6InV4))
                .contains(
                        entry(FlowField.SOURCE_ADDRESS, A6),
                        entry(FlowField.IP_VERSION, 6L),
                        entry(FlowField.TUNNEL_PROTOCOL, 41L))
                .doesNotContainKey(FlowField.FRAGMENT_ID);
        assertThat(dissect(IPV6, v4InV6))
                .contains(
                        entry(FlowField.SOURCE_ADDRESS, A4),
                        entry(FlowField.TUNNEL_SOURCE_ADDRESS, C6),
                        entry(FlowField.TUNNEL_PROTOCOL, 4L))
                .doesNotContainKey(FlowField.IPV6_FLOW_LABEL);
    }

    @Test
    void readsSegmentRoutingToTheInnerPacket() {
        byte[] bytes = packet.ipv6(C6, D6).segmentRouting(D6, B6).ipv4(A4, B4).udp(1, 2).toBytes();

        assertThat(dissect(IPV6, bytes))
                .contains(
                        entry(FlowField.SOURCE_ADDRESS, A4),
                        entry(FlowField.TUNNEL_SOURCE_ADDRESS, C6),
                        entry(FlowField.TUNNEL_DESTINATION_ADDRESS, D6),
                        entry(FlowField.TUNNEL_PROTOCOL, 4L));
    }

    @Test
    void readsGre() {
        byte[] plain = packet.ipv4(C4, D4).gre().ipv4(A4, B4).udp(1, 2).toBytes();
        byte[] full = packet.begin().ipv4(C4, D4).greWithAll(42, 7).ipv6(A6, B6).toBytes();

        assertThat(dissect(IPV4, plain))
                .contains(
                        entry(FlowField.SOURCE_ADDRESS, A4),
                        entry(FlowField.TUNNEL_PROTOCOL, 47L),
                        entry(FlowField.TUNNEL_SOURCE_ADDRESS, C4))
                .doesNotContainKey(FlowField.TUNNEL_ID);
        assertThat(dissect(IPV4, full))
                .contains(entry(FlowField.SOURCE_ADDRESS, A6), entry(FlowField.TUNNEL_ID, 42L));
    }

    @Test
    void readsEthernetInGre() {
        byte[] bytes =
                packet.ethernet(MAC_A, MAC_B)
                        .vlan(10)
                        .ipv4(C4, D4)
                        .greWithKey(0xabcdef)
                        .ethernet(MAC_C, MAC_D)
                        .ipv4(A4, B4)
                        .icmp(8, 0)
                        .toBytes();

        assertThat(dissect(ETHERNET, bytes))
                .contains(
                        entry(FlowField.SOURCE_MAC, MAC_C),
                        entry(FlowField.SOURCE_ADDRESS, A4),
                        entry(FlowField.TUNNEL_ID, 0xabcdefL),
                        entry(FlowField.TUNNEL_SOURCE_ADDRESS, C4))
                .doesNotContainKey(FlowField.VLAN);
    }

    @Test
    void readsVxlan() {
        byte[] bytes =
                packet.ethernet(MAC_A, MAC_B)
                        .ipv4(C4, D4)
                        .vxlan(50_000, 5_010)
                        .ethernet(MAC_C, MAC_D)
                        .ipv4(A4, B4)
                        .tcp(1, 2, 3)
                        .toBytes();

        assertThat(dissect(ETHERNET, bytes))
                .contains(
                        entry(FlowField.SOURCE_MAC, MAC_C),
                        entry(FlowField.DESTINATION_MAC, MAC_D),
                        entry(FlowField.SOURCE_ADDRESS, A4),
                        entry(FlowField.SOURCE_PORT, 1L),
                        entry(FlowField.PROTOCOL, 6L),
                        entry(FlowField.TUNNEL_PROTOCOL, 17L),
                        entry(FlowField.TUNNEL_ID, 5_010L),
                        entry(FlowField.TUNNEL_SOURCE_ADDRESS, C4),
                        entry(FlowField.TUNNEL_DESTINATION_ADDRESS, D4));
    }

    @Test
    void readsGeneveWithOptions() {
        byte[] bytes =
                packet.ipv6(C6, D6)
                        .geneve(50_000, 77, new byte[8])
                        .ethernet(MAC_C, MAC_D)
                        .ipv6(A6, B6)
                        .udp(1, 2)
                        .toBytes();

        assertThat(dissect(IPV6, bytes))
                .contains(
                        entry(FlowField.SOURCE_MAC, MAC_C),
                        entry(FlowField.SOURCE_ADDRESS, A6),
                        entry(FlowField.TUNNEL_ID, 77L),
                        entry(FlowField.TUNNEL_SOURCE_ADDRESS, C6));
    }

    @Test
    void keepsTheOutermostOfSeveralTunnels() {
        byte[] bytes =
                packet.ipv4(C4, D4)
                        .vxlan(50_000, 5_010)
                        .ethernet(MAC_C, MAC_D)
                        .ipv4(B4, A4)
                        .greWithKey(42)
                        .ipv6(A6, B6)
                        .udp(1, 2)
                        .toBytes();

        assertThat(dissect(IPV4, bytes))
                .contains(
                        entry(FlowField.SOURCE_ADDRESS, A6),
                        entry(FlowField.TUNNEL_PROTOCOL, 17L),
                        entry(FlowField.TUNNEL_ID, 5_010L),
                        entry(FlowField.TUNNEL_SOURCE_ADDRESS, C4));
    }

    @Test
    void aTunnelWithoutAnInnerPacketInTheSampleIsTheFlow() {
        byte[] bytes = packet.ipv4(C4, D4).gre().ipv4(A4, B4).udp(1, 2).toBytes();

        assertThat(dissect(IPV4, bytes, 0, 20 + 4 + 19))
                .contains(entry(FlowField.SOURCE_ADDRESS, C4), entry(FlowField.PROTOCOL, 47L))
                .doesNotContainKeys(FlowField.TUNNEL_PROTOCOL, FlowField.TUNNEL_SOURCE_ADDRESS);
    }

    @Test
    void anInnerFrameThatIsNotIpHasNoAddressesButATunnel() {
        byte[] bytes =
                packet.ipv4(C4, D4)
                        .vxlan(50_000, 1)
                        .ethernet(MAC_C, MAC_D)
                        .bytes(new byte[28])
                        .toBytes();
        bytes[20 + 8 + 8 + 12] = 0x08;
        bytes[20 + 8 + 8 + 13] = 0x06;

        assertThat(dissect(IPV4, bytes))
                .containsOnlyKeys(
                        FlowField.SOURCE_MAC,
                        FlowField.DESTINATION_MAC,
                        FlowField.ETHERTYPE,
                        FlowField.TUNNEL_PROTOCOL,
                        FlowField.TUNNEL_ID,
                        FlowField.TUNNEL_SOURCE_ADDRESS,
                        FlowField.TUNNEL_DESTINATION_ADDRESS);
    }

    @Test
    void readsNothingOfAnUnknownHeaderProtocol() {
        byte[] bytes = packet.ipv4(A4, B4).toBytes();

        assertThat(dissect(5, bytes)).isEmpty();
        assertThat(dissect(15, bytes)).isEmpty();
    }

    @Test
    void everyTruncationIsAPrefixOfTheWhole() {
        byte[] bytes =
                packet.ethernet(MAC_A, MAC_B)
                        .vlan(10)
                        .ipv6(A6, B6)
                        .ipv6Extension(0, 1)
                        .tcp(1, 2, 3)
                        .toBytes();
        Map<FlowField, Object> whole = dissect(ETHERNET, bytes);

        for (int length = 0; length <= bytes.length; length++) {
            Map<FlowField, Object> part = dissect(ETHERNET, Arrays.copyOf(bytes, length));
            part.remove(FlowField.PROTOCOL);
            assertThat(whole).containsAllEntriesOf(part);
        }
    }

    @Test
    void endsInAnEndlessChainOfTunnels() {
        packet.ipv4(A4, B4);
        for (int i = 0; i < 14; i++) {
            packet.ipv4(A4, B4);
        }
        byte[] nested = packet.toBytes();
        byte[] tags = new byte[1_500];
        Arrays.fill(tags, (byte) 0x81);
        for (int i = 13; i < tags.length; i += 2) {
            tags[i] = 0;
        }

        assertThat(dissect(IPV4, nested)).containsEntry(FlowField.TUNNEL_PROTOCOL, 4L);
        assertThat(dissect(ETHERNET, tags)).containsKey(FlowField.VLAN_PRIORITY);
    }

    @Property(tries = 5_000)
    void survivesArbitraryBytes(@ForAll @Size(max = 200) byte[] bytes, @ForAll byte protocol) {
        byte[] inTheMiddle = new byte[bytes.length + 10];
        System.arraycopy(bytes, 0, inTheMiddle, 5, bytes.length);

        Map<FlowField, Object> flow =
                dissect(Math.floorMod(protocol, 15), inTheMiddle, 5, 5 + bytes.length);

        assertThat(flow).isEqualTo(dissect(Math.floorMod(protocol, 15), bytes));
    }

    @Property(tries = 5_000)
    void survivesDamage(@ForAll @Size(max = 6) int[] where, @ForAll byte value) {
        byte[] bytes =
                packet.begin()
                        .ethernet(MAC_A, MAC_B)
                        .vlan(10)
                        .ipv4(C4, D4)
                        .vxlan(50_000, 5_010)
                        .ethernet(MAC_C, MAC_D)
                        .mpls(100)
                        .ipv6(A6, B6)
                        .ipv6Extension(0, 1)
                        .greWithAll(1, 2)
                        .ipv4(A4, B4)
                        .tcp(1, 2, 3)
                        .toBytes();
        for (int at : where) {
            bytes[Math.floorMod(at, bytes.length)] = value;
        }

        assertThat(dissect(ETHERNET, bytes)).containsKey(FlowField.SOURCE_MAC);
    }
}
