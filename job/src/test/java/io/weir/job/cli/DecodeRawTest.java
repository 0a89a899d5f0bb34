package io.weir.job.cli;

import static io.weir.codec.encode.TemplateField.VARIABLE_LENGTH;
import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.codec.IpAddress;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.WireBuffer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The output of {@code weir decode --raw}: docs/reference/raw-records.md. */
class DecodeRawTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long EXPORT_SECONDS = 1_700_000_000L;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void printsRecordsWithinFlowsWhereTheConfigurationKeepsThem() throws IOException {
        NetflowV5Writer v5 = new NetflowV5Writer(0, 0).begin(EXPORT_SECONDS * 1_000, 0);
        v5.record().ports(1_025, 53).octets(100);
        v5.record().ports(1_026, 443).octets(200);
        Path file = write(v5.toBytes());

        assertThat(decode("--raw", file.toString())).isZero();
        List<String> records = lines();
        out.getBuffer().setLength(0);
        assertThat(decode("--set", "elasticsearch.keep-original=stored", file.toString())).isZero();

        List<String> flows = lines();
        assertThat(flows).hasSize(2);
        for (int i = 0; i < flows.size(); i++) {
            assertThat(JSON.readTree(flows.get(i)).path("netflow"))
                    .isEqualTo(JSON.readTree(records.get(i)).path("record"));
        }
    }

    @Test
    void printsFlowsAndOptionsOfIpfixWithTheirBytes() throws IOException {
        TemplateDefinition flows =
                TemplateDefinition.of(
                        256,
                        iana(8, 4),
                        iana(1, 8),
                        iana(82, VARIABLE_LENGTH),
                        enterprise(4_000_000_000L, 7, 2),
                        iana(210, 1));
        TemplateDefinition options =
                TemplateDefinition.ofOptions(257, 1, iana(149, 4), iana(305, 4));
        Path file =
                write(
                        new IpfixWriter(7)
                                .begin(EXPORT_SECONDS)
                                .template(flows)
                                .template(options)
                                .data(
                                        flows,
                                        record ->
                                                record.uint32(0xc0000201L)
                                                        .uint64(-1)
                                                        .variableLength(utf8("ge-0/0/1"))
                                                        .uint16(0xbeef)
                                                        .uint8(0))
                                .data(options, record -> record.uint32(7).uint32(100))
                                .toBytes());

        assertThat(decode("--raw", "--hex", file.toString())).isZero();

        List<String> lines = lines();
        assertThat(lines.get(0))
                .isEqualTo(
                        """
                        {'file':'FILE','packet':1,'exporter':'127.0.0.1','protocol':'ipfix',\
                        'domain':7,'template':256,'type':'data','record':{\
                        'sourceIPv4Address':'192.0.2.1','octetDeltaCount':18446744073709551615,\
                        'interfaceName':'ge-0/0/1','4000000000.7':'beef'},'fields':[\
                        ['0:8',4,'c0000201'],['0:1',8,'ffffffffffffffff'],\
                        ['0:82',8,'67652d302f302f31'],['4000000000:7',2,'beef'],['0:210',1,'00']]}\
                        """
                                .replace('\'', '"')
                                .replace("FILE", file.toString()));
        assertThat(record(1))
                .isEqualTo(tree("{'observationDomainId':7,'samplingPacketInterval':100}"));
        assertThat(JSON.readTree(lines.get(1)).get("type").asText()).isEqualTo("options");
        assertThat(err.toString())
                .hasLineCount(1)
                .contains(
                        "1 datagrams, 1 flows, 1 options records, 2 templates", "malformed: none");
    }

    @Test
    void printsNetflowV5ByTheNamesOfIana() throws IOException {
        NetflowV5Writer writer = new NetflowV5Writer(0, 3).begin(EXPORT_SECONDS * 1_000, 60_000);
        writer.record().addresses(0xc0000201L, 0xc0000202L).ports(51_000, 443).octets(1_500);

        assertThat(decode("--raw", write(writer.toBytes()).toString())).isZero();

        JsonNode line = JSON.readTree(lines().get(0));
        assertThat(line.get("protocol").asText()).isEqualTo("netflow-v5");
        assertThat(line.get("domain").asInt()).isEqualTo(3);
        assertThat(line.has("template")).isFalse();
        assertThat(line.has("fields")).isFalse();
        assertThat(record(0).get("sourceIPv4Address").asText()).isEqualTo("192.0.2.1");
        assertThat(record(0).get("octetDeltaCount").asInt()).isEqualTo(1_500);
        assertThat(record(0).get("destinationTransportPort").asInt()).isEqualTo(443);
        assertThat(record(0).has("paddingOctets")).isFalse();
    }

    @Test
    void printsSamplesAndCountersOfSflow() throws IOException {
        byte[] packet =
                new PacketWriter()
                        .begin()
                        .ethernet(0x0000_0000_0001L, 0x0000_0000_0002L)
                        .ipv4(IpAddress.ofIpv4(0xc0000201L), IpAddress.ofIpv4(0xc0000202L))
                        .toBytes();
        SflowWriter writer = new SflowWriter(IpAddress.ofIpv4(0xc0000203L), 5).begin(60_000);
        writer.flowSample().sampling(1_000, 50_000, 0).header(1, 1_500, packet);
        writer.counterSample(1, 0, 7).record(1, record -> record.uint32(7).zeros(84));

        assertThat(decode("--raw", "--hex", write(writer.toBytes()).toString())).isZero();

        JsonNode sample = JSON.readTree(lines().get(0));
        assertThat(sample.get("protocol").asText()).isEqualTo("sflow-v5");
        assertThat(sample.get("domain").asInt()).isEqualTo(5);
        assertThat(sample.get("type").asText()).isEqualTo("sample");
        assertThat(sample.has("template")).isFalse();
        assertThat(sample.has("fields")).isFalse();
        assertThat(record(0).get("sourceIPv4Address").asText()).isEqualTo("192.0.2.1");
        assertThat(record(0).get("samplingRate").asInt()).isEqualTo(1_000);
        assertThat(record(0).get("octetDeltaCount").asInt()).isEqualTo(1_500);
        JsonNode counters = JSON.readTree(lines().get(1));
        assertThat(counters.get("type").asText()).isEqualTo("counters");
        assertThat(record(1).get("ifIndex").asInt()).isEqualTo(7);
        assertThat(err.toString()).contains("1 flows, ", "1 counter samples", "malformed: none");
    }

    @Test
    void printsAllValuesOfAnElementThatIsThereTwice() throws IOException {
        TemplateDefinition twice =
                TemplateDefinition.of(300, iana(10, 4), iana(4, 1), iana(10, 4), iana(40_001, 2));
        Path file =
                write(
                        new NetflowV9Writer(1)
                                .begin(EXPORT_SECONDS, 0)
                                .template(twice)
                                .data(
                                        twice,
                                        record ->
                                                record.uint32(1).uint8(6).uint32(2).uint16(0xabcd))
                                .toBytes());

        assertThat(decode("--raw", file.toString())).isZero();

        assertThat(record(0).get("ingressInterface")).isEqualTo(tree("[1,2]"));
        assertThat(JSON.readTree(lines().get(0)).get("protocol").asText()).isEqualTo("netflow-v9");
    }

    @Test
    void printsListsAsNestedObjects() throws IOException {
        TemplateDefinition inner = TemplateDefinition.of(400, iana(6, 1));
        TemplateDefinition outer =
                TemplateDefinition.of(
                        401,
                        iana(291, VARIABLE_LENGTH),
                        iana(292, VARIABLE_LENGTH),
                        iana(293, VARIABLE_LENGTH));
        byte[] interfaces =
                new WireBuffer().uint8(3).uint16(10).uint16(4).uint32(1).uint32(2).toBytes();
        byte[] flags = new WireBuffer().uint8(4).uint16(400).uint8(2).uint8(16).toBytes();
        byte[] both =
                new WireBuffer()
                        .uint8(255)
                        .uint16(400)
                        .uint16(5)
                        .uint8(1)
                        .uint16(999)
                        .uint16(6)
                        .uint16(0xabcd)
                        .toBytes();
        Path file =
                write(
                        new IpfixWriter(1)
                                .begin(EXPORT_SECONDS)
                                .template(inner)
                                .template(outer)
                                .data(
                                        outer,
                                        record ->
                                                record.variableLength(interfaces)
                                                        .variableLength(flags)
                                                        .variableLength(both))
                                .toBytes());

        assertThat(decode("--raw", file.toString())).isZero();

        assertThat(record(0))
                .isEqualTo(
                        tree(
                                """
                                {'basicList': {
                                   'semantic': 'allOf',
                                   'element': 'ingressInterface',
                                   'values': [1, 2]},
                                 'subTemplateList': {
                                   'semantic': 'ordered',
                                   'template': 400,
                                   'records': [{'tcpControlBits': 2}, {'tcpControlBits': 16}]},
                                 'subTemplateMultiList': {
                                   'semantic': 'undefined',
                                   'lists': [
                                     {'template': 400, 'records': [{'tcpControlBits': 1}]},
                                     {'template': 999, 'hex': 'abcd'}]}}\
                                """));
    }

    @Test
    void namesElementsByTheFileOfTheUser() throws IOException {
        TemplateDefinition template = TemplateDefinition.of(256, enterprise(4_000_000_000L, 7, 2));
        Path file =
                write(
                        new IpfixWriter(1)
                                .begin(EXPORT_SECONDS)
                                .template(template)
                                .data(template, record -> record.uint16(9))
                                .toBytes());
        Path elements =
                Files.writeString(
                        folder.resolve("mine.csv"),
                        """
                        space,id,name,type,semantics
                        4000000000,7,tenantId,unsigned16,identifier
                        """);

        assertThat(decode("--raw", "--elements", elements.toString(), file.toString())).isZero();

        assertThat(record(0)).isEqualTo(tree("{'tenantId':9}"));
    }

    @Test
    void refusesElementFilesThatAreMissingOrWrong() throws IOException {
        Path missing = folder.resolve("missing.csv");
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "this is no element\n");

        assertThat(decode("--raw", "--elements", missing.toString(), "x.pcap")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(missing.toString());
        assertThat(decode("--raw", "--elements", wrong.toString(), "x.pcap")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(2).contains(wrong + ", line 1: ");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hex x.pcap", "--elements mine.csv x.pcap"})
    void asksForRawWhereAnotherOptionNeedsIt(String arguments) {
        assertThat(decode(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("add --raw");
        assertThat(out.toString()).isEmpty();
    }

    private JsonNode record(int line) throws IOException {
        return JSON.readTree(lines().get(line)).get("record");
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    private static JsonNode tree(String json) throws IOException {
        return JSON.readTree(json.replace('\'', '"'));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path write(byte[] datagram) throws IOException {
        return Files.write(folder.resolve("datagram.dat"), datagram);
    }

    private int decode(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "decode";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Weir.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
