package io.weir.codec.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where our reading of the specifications could be wrong twice, in writer and test, it is not. */
class TsharkReadsWhatWeWriteTest {

    private static final long EXPORT_SECONDS = 1_700_000_000L;
    private static final TemplateField[] IPV4_FLOW = {
        TemplateField.iana(8, 4),
        TemplateField.iana(12, 4),
        TemplateField.iana(7, 2),
        TemplateField.iana(11, 2),
        TemplateField.iana(4, 1),
        TemplateField.iana(6, 1),
        TemplateField.iana(1, 4),
        TemplateField.iana(2, 4)
    };
    private static final String[] FLOW_FIELDS = {
        "cflow.version",
        "cflow.sequence",
        "cflow.srcaddr",
        "cflow.dstaddr",
        "cflow.srcport",
        "cflow.dstport",
        "cflow.protocol",
        "cflow.octets",
        "cflow.packets"
    };

    @TempDir private Path folder;

    @Test
    void netflowV5() throws Exception {
        NetflowV5Writer writer = new NetflowV5Writer(0, 1).nextSequence(99);
        writer.begin(EXPORT_SECONDS * 1000, 60_000);
        writer.record()
                .addresses(0x0a010203, 0xc6336401L)
                .ports(1234, 443)
                .protocol(6)
                .octets(777)
                .packets(7);

        assertThat(Tshark.decode(folder, List.of(writer.toBytes()), FLOW_FIELDS))
                .containsExactly("5\t99\t10.1.2.3\t198.51.100.1\t1234\t443\t6\t777\t7");
    }

    @Test
    void netflowV1() throws Exception {
        byte[] datagram =
                LegacyNetflowWriter.v1()
                        .begin(EXPORT_SECONDS * 1000, 60_000)
                        .record(
                                record -> {
                                    legacyHead(record);
                                    record.zeros(2).uint8(6).uint8(0x28).uint8(0x1b).zeros(11);
                                })
                        .toBytes();

        assertThat(
                        Tshark.decode(
                                folder,
                                List.of(datagram),
                                "cflow.version",
                                "cflow.srcaddr",
                                "cflow.dstport",
                                "cflow.protocol",
                                "cflow.tos",
                                "cflow.tcpflags",
                                "cflow.octets",
                                "cflow.packets"))
                .containsExactly("1\t10.1.2.3\t443\t6\t0x28\t0x1b\t777\t7");
    }

    @Test
    void netflowV7() throws Exception {
        byte[] datagram =
                LegacyNetflowWriter.v7()
                        .nextSequence(99)
                        .begin(EXPORT_SECONDS * 1000, 60_000)
                        .record(
                                record -> {
                                    legacyHead(record);
                                    record.uint8(0).uint8(0x1b).uint8(6).uint8(0x28);
                                    record.uint16(64_500).uint16(64_510).uint8(20).uint8(24);
                                    record.uint16(0).uint32(0x0a0a0a0a);
                                })
                        .toBytes();

        assertThat(Tshark.decode(folder, List.of(datagram), FLOW_FIELDS))
                .containsExactly("7\t99\t10.1.2.3\t198.51.100.1\t1234\t443\t6\t777\t7");
        assertThat(
                        Tshark.decode(
                                folder,
                                List.of(datagram),
                                "cflow.srcas",
                                "cflow.dstmask",
                                "cflow.routersc"))
                .containsExactly("64500\t24\t10.10.10.10");
    }

    @Test
    void netflowV9WithOptions() throws Exception {
        TemplateDefinition flows = TemplateDefinition.of(256, IPV4_FLOW);
        TemplateDefinition samplers =
                TemplateDefinition.ofOptions(
                        257, 1, TemplateField.iana(1, 4), TemplateField.iana(34, 4));
        NetflowV9Writer writer = new NetflowV9Writer(5);
        byte[] templates =
                writer.begin(EXPORT_SECONDS, 60_000).template(flows).template(samplers).toBytes();
        byte[] data =
                writer.begin(EXPORT_SECONDS, 60_000)
                        .data(samplers, record -> record.uint32(5).uint32(100))
                        .data(flows, TsharkReadsWhatWeWriteTest::ipv4Flow)
                        .toBytes();

        assertThat(Tshark.decode(folder, List.of(templates, data), FLOW_FIELDS))
                .element(1)
                .isEqualTo("9\t1\t10.1.2.3\t198.51.100.1\t1234\t443\t6\t777\t7");
        assertThat(Tshark.decode(folder, List.of(templates, data), "cflow.sampling_interval"))
                .element(1)
                .isEqualTo("100");
        assertThat(Tshark.decode(folder, List.of(templates, data), "cflow.count"))
                .containsExactly("2", "2");
    }

    @Test
    void ipfixWithOptionsAndVariableLength() throws Exception {
        TemplateDefinition flows = TemplateDefinition.of(256, IPV4_FLOW);
        TemplateDefinition interfaces =
                TemplateDefinition.ofOptions(
                        257,
                        1,
                        TemplateField.iana(10, 4),
                        TemplateField.iana(82, TemplateField.VARIABLE_LENGTH));
        byte[] name = {'e', 't', 'h', '0'};
        IpfixWriter writer = new IpfixWriter(5);
        byte[] first =
                writer.begin(EXPORT_SECONDS)
                        .template(flows)
                        .template(interfaces)
                        .data(interfaces, record -> record.uint32(3).variableLength(name))
                        .toBytes();
        byte[] second =
                writer.begin(EXPORT_SECONDS)
                        .data(flows, TsharkReadsWhatWeWriteTest::ipv4Flow)
                        .toBytes();

        assertThat(Tshark.decode(folder, List.of(first, second), FLOW_FIELDS))
                .element(1)
                .isEqualTo("10\t1\t10.1.2.3\t198.51.100.1\t1234\t443\t6\t777\t7");
        assertThat(Tshark.decode(folder, List.of(first), "cflow.if_name")).containsExactly("eth0");
    }

    @Test
    void nothingIsMalformed() throws Exception {
        TemplateDefinition odd =
                TemplateDefinition.of(
                        256, TemplateField.iana(27, 16), TemplateField.enterprise(29305, 4, 1));
        byte[] message =
                new IpfixWriter(1)
                        .begin(EXPORT_SECONDS)
                        .template(odd)
                        .data(
                                odd,
                                record ->
                                        record.address(new IpAddress(0x20010db8_00000000L, 1))
                                                .uint8(17))
                        .toBytes();

        assertThat(Tshark.decode(folder, List.of(message), "cflow.srcaddrv6", "_ws.expert.message"))
                .containsExactly("2001:db8::1\t");
    }

    private static void legacyHead(WireBuffer record) {
        record.uint32(0x0a010203).uint32(0xc6336401L).uint32(0).uint16(1).uint16(2);
        record.uint32(7).uint32(777).uint32(1_000).uint32(2_000).uint16(1234).uint16(443);
    }

    private static void ipv4Flow(WireBuffer record) {
        record.uint32(0x0a010203).uint32(0xc6336401L).uint16(1234).uint16(443);
        record.uint8(6).uint8(0x1b).uint32(777).uint32(7);
    }
}
