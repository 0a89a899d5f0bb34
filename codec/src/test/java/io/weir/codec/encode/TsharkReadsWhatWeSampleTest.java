package io.weir.codec.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** tshark reads the sFlow that we write, and finds in sampled packets the flow that Weir finds. */
class TsharkReadsWhatWeSampleTest {

    private static final IpAddress AGENT = IpAddress.ofIpv4(0xc000_0201L);
    private static final IpAddress A4 = IpAddress.ofIpv4(0x0a00_0001L);
    private static final IpAddress B4 = IpAddress.ofIpv4(0x0a00_0002L);
    private static final IpAddress C4 = IpAddress.ofIpv4(0xc633_6401L);
    private static final IpAddress D4 = IpAddress.ofIpv4(0xc633_6402L);
    private static final IpAddress A6 = new IpAddress(0x2001_0db8_0000_0000L, 1);
    private static final IpAddress B6 = new IpAddress(0x2001_0db8_0000_0000L, 2);
    private static final IpAddress C6 = new IpAddress(0x2001_0db8_0000_00ccL, 1);
    private static final IpAddress D6 = new IpAddress(0x2001_0db8_0000_00ddL, 2);

    private static final String[] FIELDS = {
        "ip.src", "ipv6.src", "ip.dst", "ipv6.dst", "tcp.srcport", "tcp.flags", "eth.src", "vlan.id"
    };

    @TempDir private Path folder;

    private static PacketWriter frame() {
        return new PacketWriter().ethernet(1, 2);
    }

    private static Arguments packet(String name, PacketWriter encapsulation) {
        return Arguments.of(name, encapsulation.tcp(51_000, 443, 0x1c2).payload(4).toBytes());
    }

    /** No pseudowire: tshark reads one only where it is told the label. */
    static Stream<Arguments> encapsulations() {
        return Stream.of(
                packet("IPv4", frame().ipv4(A4, B4)),
                packet("IPv4 options", frame().ipv4(A4, B4, new byte[8])),
                packet("IPv6", frame().ipv6(A6, B6)),
                packet("VLAN", frame().vlan(7).ipv4(A4, B4)),
                packet("QinQ", frame().vlan(0x88a8, 3, 7).vlan(8).ipv4(A4, B4)),
                packet("SNAP", new PacketWriter().ethernetSnap(1, 2).ipv4(A4, B4)),
                packet("MPLS", frame().mpls(100, 200).ipv4(A4, B4)),
                packet("PPPoE", frame().pppoe(9).ipv6(A6, B6)),
                packet("extensions", frame().ipv6(A6, B6).ipv6Extension(0, 1).ipv6Extension(60, 2)),
                packet("authentication", frame().ipv6(A6, B6).authentication()),
                packet("segment routing", frame().ipv6(C6, D6).segmentRouting(D6, B6).ipv4(A4, B4)),
                packet("IP in IP", frame().ipv4(C4, D4).ipv4(A4, B4)),
                packet("6in4", frame().ipv4(C4, D4).ipv6(A6, B6)),
                packet("GRE", frame().ipv4(C4, D4).gre().ipv4(A4, B4)),
                packet("GRE, all options", frame().ipv4(C4, D4).greWithAll(5, 6).ipv4(A4, B4)),
                packet(
                        "GRE, Ethernet",
                        frame().ipv4(C4, D4).greWithKey(5).ethernet(3, 4).vlan(9).ipv6(A6, B6)),
                packet("VXLAN", frame().ipv4(C4, D4).vxlan(50_000, 7).ethernet(3, 4).ipv4(A4, B4)),
                packet(
                        "Geneve",
                        frame().ipv6(C6, D6)
                                .geneve(50_000, 7, new byte[] {1, 2, 3, 1, 0, 0, 0, 0})
                                .ethernet(3, 4)
                                .ipv4(A4, B4)),
                packet(
                        "tunnel in a tunnel",
                        frame().vlan(7)
                                .ipv4(C4, D4)
                                .vxlan(50_000, 7)
                                .ethernet(3, 4)
                                .ipv4(D4, C4)
                                .gre()
                                .ipv4(A4, B4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encapsulations")
    void findsTheSameInnermostFlow(String name, byte[] packet) throws Exception {
        SflowWriter writer = new SflowWriter(AGENT, 0).begin(1_000);
        writer.flowSample().sampling(1, 1, 0).header(1, packet.length + 4, packet);
        SessionUnderTest session = new SessionUnderTest();
        Map<FlowField, Object> flow = session.recordsOf(writer.toBytes()).get(0);

        String[] read =
                Tshark.decodeSflow(folder, List.of(writer.toBytes()), FIELDS)
                        .get(0)
                        .split("\t", -1);

        boolean ipv4 = flow.get(FlowField.IP_VERSION).equals(4L);
        assertThat(last(read[ipv4 ? 0 : 1])).isEqualTo(text(flow, FlowField.SOURCE_ADDRESS));
        assertThat(last(read[ipv4 ? 2 : 3])).isEqualTo(text(flow, FlowField.DESTINATION_ADDRESS));
        assertThat(last(read[4])).isEqualTo(text(flow, FlowField.SOURCE_PORT));
        assertThat(Integer.decode(last(read[5])).longValue())
                .isEqualTo(flow.get(FlowField.TCP_FLAGS));
        assertThat(Long.parseLong(last(read[6]).replace(":", ""), 16))
                .isEqualTo(flow.get(FlowField.SOURCE_MAC));
        if (flow.containsKey(FlowField.VLAN) && !flow.containsKey(FlowField.CUSTOMER_VLAN)) {
            assertThat(last(read[7])).isEqualTo(text(flow, FlowField.VLAN));
        }
        if (flow.containsKey(FlowField.TUNNEL_PROTOCOL)) {
            boolean outer4 = ((IpAddress) flow.get(FlowField.TUNNEL_SOURCE_ADDRESS)).isIpv4();
            // The first IPv4 address is that of the export itself.
            assertThat(read[outer4 ? 0 : 1].split(",", -1)[outer4 ? 1 : 0])
                    .isEqualTo(text(flow, FlowField.TUNNEL_SOURCE_ADDRESS));
        }
    }

    private static String last(String values) {
        return values.substring(values.lastIndexOf(',') + 1);
    }

    private static String text(Map<FlowField, Object> flow, FlowField field) {
        return flow.get(field).toString();
    }

    @Test
    void readsSamplesAndCounters() throws Exception {
        SflowWriter writer = new SflowWriter(AGENT, 7).nextSequence(99).begin(1_000);
        writer.flowSample()
                .sequence(5)
                .source(0, 3)
                .sampling(512, 1_000, 2)
                .interfaces(3, 4)
                .record(1001, r -> r.uint32(10).uint32(0).uint32(20).uint32(0))
                .record(1002, r -> r.typedAddress(B4).uint32(24).uint32(16));
        writer.counterSample(6, 0, 3)
                .record(
                        1,
                        r ->
                                r.uint32(3)
                                        .uint32(6)
                                        .uint64(1_000)
                                        .uint32(1)
                                        .uint32(3)
                                        .uint64(77)
                                        .zeros(24)
                                        .uint64(88)
                                        .zeros(24));
        writer.expandedCounterSample(7, 1, 100).record(5, r -> r.uint32(100).zeros(24));

        assertThat(
                        Tshark.decodeSflow(
                                folder,
                                List.of(writer.toBytes()),
                                "sflow_245.sub_agent_id",
                                "sflow_245.numsamples",
                                "sflow_245.vlan.in",
                                "sflow_245.nexthop",
                                "sflow_245.ifinoct",
                                "sflow_245.ifoutoct",
                                "_ws.expert.message"))
                .containsExactly("7\t3\t10\t10.0.0.2\t77\t88\t");
    }
}
