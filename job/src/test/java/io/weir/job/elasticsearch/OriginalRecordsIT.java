package io.weir.job.elasticsearch;

import static io.weir.codec.encode.StructuredData.ALL_OF;
import static io.weir.codec.encode.StructuredData.ORDERED;
import static io.weir.codec.encode.StructuredData.basicList;
import static io.weir.codec.encode.StructuredData.subTemplateList;
import static io.weir.codec.encode.TemplateField.VARIABLE_LENGTH;
import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.element.ElementSpace;
import io.weir.codec.element.ElementType;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.raw.OriginalRecords;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.session.Transport;
import io.weir.codec.store.MemorySessionStore;
import io.weir.job.config.FlowForm;
import io.weir.job.config.KeepOriginal;
import io.weir.job.documents.FlowDocuments;
import io.weir.job.documents.PlainEnrichment;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real Elasticsearch makes of records as exported, whatever exporters export. */
@ExtendWith(ElasticsearchExtension.class)
class OriginalRecordsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long RECEIVED_MILLIS = 1_780_000_000_000L;
    private static final long SECONDS = RECEIVED_MILLIS / 1_000;
    private static final IpAddress EXPORTER = IpAddress.ofIpv4(0xc000_0201L);
    private static final int ELEMENTS_PER_TEMPLATE = 500;

    private final FlowBatch batch = new FlowBatch();
    private final ExporterSession session =
            new ExporterSession(
                    new MemorySessionStore(),
                    new Silent(),
                    new OriginalRecords(InformationElements.builtIn()),
                    Transport.DATAGRAMS,
                    SessionLimits.DEFAULTS);
    private final IpfixWriter ipfix = new IpfixWriter(7).begin(SECONDS);

    private ElasticsearchClient client;
    private String prefix;
    private FlowDocuments documents;
    private String index;
    private int indexed;

    @BeforeEach
    void nameIndicesAfterTheTest(ElasticsearchClient given, TestInfo test) {
        client = given;
        prefix =
                "original-it-"
                        + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        documents = new FlowDocuments(prefix, FlowForm.FULL);
    }

    @Test
    void storesWithoutIndexing() throws Exception {
        install(KeepOriginal.STORED);
        index(named("kim", 1_500));
        index(named("", -1));

        assertThat(fields().fieldNames()).toIterable().noneMatch(name -> name.startsWith("ipfix."));
        assertThat(count()).isEqualTo(2);
        JsonNode first = source(0).path("ipfix");
        assertThat(first.path("userName").asText()).isEqualTo("kim");
        assertThat(first.path("octetDeltaCount").asLong()).isEqualTo(1_500);
    }

    @Test
    void writesNothingWhereRecordsAreNotKept() throws Exception {
        install(KeepOriginal.NONE);
        index(named("kim", 1_500));

        assertThat(fields().has("ipfix.userName")).isFalse();
    }

    @Test
    void findsFlowsByTheElementsOfTheirRecords() throws Exception {
        install(KeepOriginal.INDEXED);
        TemplateDefinition template =
                TemplateDefinition.of(
                        300,
                        iana(371, VARIABLE_LENGTH),
                        iana(8, 4),
                        iana(28, 16),
                        iana(56, 6),
                        iana(1, 8),
                        iana(311, 8),
                        iana(276, 1));
        index(
                ipfix.template(template)
                        .data(
                                template,
                                record ->
                                        record.variableLength(ascii("kim"))
                                                .uint32(0x0a01_0203L)
                                                .address(new IpAddress(0x2001_0db8_0000_0000L, 1))
                                                .uint(0x0200_0000_0001L, 6)
                                                .uint64(1_500)
                                                .uint64(Double.doubleToLongBits(0.25))
                                                .uint8(1))
                        .toBytes());

        assertFinds("{\"term\":{\"ipfix.userName\":\"kim\"}}");
        assertFinds("{\"term\":{\"ipfix.sourceIPv4Address\":\"10.0.0.0/8\"}}");
        assertFinds("{\"range\":{\"ipfix.destinationIPv6Address\":{\"gte\":\"2001:db8::\"}}}");
        assertFinds("{\"term\":{\"ipfix.sourceMacAddress\":\"02:00:00:00:00:01\"}}");
        assertFinds("{\"range\":{\"ipfix.octetDeltaCount\":{\"gt\":1000}}}");
        assertFinds("{\"range\":{\"ipfix.samplingProbability\":{\"gt\":0.2,\"lt\":0.3}}}");
        assertFinds("{\"term\":{\"ipfix.dataRecordsReliability\":true}}");
        assertType("ipfix.userName", "keyword");
        assertType("ipfix.sourceIPv4Address", "ip");
        assertType("ipfix.octetDeltaCount", "long");
        assertType("ipfix.samplingProbability", "double");
    }

    @Test
    void hasRoomForEveryElementThatIsKnown() throws Exception {
        install(KeepOriginal.INDEXED);
        SplittableRandom random = new SplittableRandom(6);
        List<InformationElement> all =
                InformationElements.builtIn().all().stream()
                        .filter(element -> !element.type().isList())
                        .toList();
        List<TemplateField> ofIpfix = new ArrayList<>();
        List<TemplateField> ofNetflow = new ArrayList<>();
        for (InformationElement element : all) {
            long space = element.space().number();
            if (space >= 0) {
                ofIpfix.add(new TemplateField(space, element.id(), length(element.type())));
            }
            if (element.space().equals(ElementSpace.IANA)
                    || element.space().equals(ElementSpace.NETFLOW_V9)) {
                ofNetflow.add(iana(element.id(), length(element.type())));
            }
        }
        int id = 300;
        NetflowV9Writer v9 = new NetflowV9Writer(7);
        for (List<TemplateField> some : parts(ofNetflow)) {
            TemplateDefinition template =
                    TemplateDefinition.of(id++, some.toArray(TemplateField[]::new));
            for (int times = 0; times < 3; times++) {
                index(
                        v9.begin(SECONDS, 1_000)
                                .template(template)
                                .data(template, random(template, random))
                                .toBytes());
            }
        }
        for (List<TemplateField> some : parts(ofIpfix)) {
            TemplateDefinition template =
                    TemplateDefinition.of(id++, some.toArray(TemplateField[]::new));
            for (int times = 0; times < 3; times++) {
                ipfix.begin(SECONDS);
                index(ipfix.template(template).data(template, random(template, random)).toBytes());
            }
        }
        index(everythingOfSflow());
        index(new NetflowV5Writer(0, 0).begin(RECEIVED_MILLIS, 0), 1);

        assertThat(count()).isEqualTo(indexed);
        int known = 0;
        for (JsonNode ignored : fields()) {
            known++;
        }
        assertThat(known).isGreaterThan(4_000).isLessThan(8_000);
    }

    @Test
    void takesWhateverExportersSend() throws Exception {
        install(KeepOriginal.INDEXED);
        sendExtremes();
        sendOtherLengths();
        sendTexts();
        sendLists();
        int before = fields().size();
        sendUnknownElements();

        assertThat(count()).isEqualTo(indexed);
        assertThat(fields().size() - before).isLessThan(10);
        assertThat(fields().fieldNames())
                .toIterable()
                .noneMatch(name -> name.contains("not_indexed") || name.contains("32473"));
        assertType("ipfix.octetDeltaCount", "long");
        assertType("ipfix.samplingProbability", "double");
        assertType("ipfix.sourceIPv4Address", "ip");
    }

    /** The largest first, so that the index chooses its type by them. */
    private void sendExtremes() throws Exception {
        TemplateDefinition template =
                TemplateDefinition.of(
                        300, iana(1, 8), iana(2, 8), iana(311, 8), iana(154, 8), iana(152, 8));
        for (long bits :
                new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0x7ff0_0000_0000_0000L, 0, 1}) {
            ipfix.begin(SECONDS);
            index(
                    ipfix.template(template)
                            .data(
                                    template,
                                    record -> {
                                        for (int i = 0; i < 5; i++) {
                                            record.uint64(bits);
                                        }
                                    })
                            .toBytes());
        }
        assertThat(source(0).at("/ipfix/octetDeltaCount").asText())
                .isEqualTo("18446744073709551615");
        assertFinds("{\"term\":{\"ipfix.octetDeltaCount\":9223372036854775807}}");
    }

    private void sendOtherLengths() throws Exception {
        int id = 400;
        for (int length : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 33, 2_000}) {
            TemplateDefinition template =
                    TemplateDefinition.of(
                            id++,
                            iana(1, length),
                            iana(8, length),
                            iana(27, length),
                            iana(56, length),
                            iana(82, length),
                            iana(276, length),
                            iana(311, length),
                            iana(154, length),
                            iana(4, 1),
                            iana(1, length));
            ipfix.begin(SECONDS);
            index(
                    ipfix.template(template)
                            .data(template, record -> record.zeros(9 * length).uint8(6))
                            .toBytes());
        }
    }

    private void sendTexts() throws Exception {
        String[] texts = {
            "2026-01-02T03:04:05Z",
            "1",
            "1e400",
            "true",
            "NaN",
            "",
            "a\"b\\c\u0000\n",
            "10.0.0.1",
            "{\"x\":1}",
            "é😀",
            "x".repeat(1_025),
            "y".repeat(40_000)
        };
        for (String text : texts) {
            TemplateDefinition template =
                    TemplateDefinition.of(
                            450, iana(371, VARIABLE_LENGTH), iana(147, VARIABLE_LENGTH));
            ipfix.begin(SECONDS);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            index(
                    ipfix.template(template)
                            .data(
                                    template,
                                    record ->
                                            record.variableLength(bytes)
                                                    .variableLength((byte) 0xff, (byte) 0))
                            .toBytes());
        }
        assertType("ipfix.userName", "keyword");
        assertFinds("{\"term\":{\"ipfix.userName\":\"10.0.0.1\"}}");
    }

    private void sendLists() throws Exception {
        TemplateDefinition inner = TemplateDefinition.of(460, iana(6, 1), enterprise(32_473, 5, 2));
        TemplateDefinition outer =
                TemplateDefinition.of(
                        461,
                        iana(291, VARIABLE_LENGTH),
                        iana(292, VARIABLE_LENGTH),
                        iana(293, VARIABLE_LENGTH));
        byte[][][] lists = {
            {
                basicList(ALL_OF, iana(1, 8), r -> r.uint64(-1), r -> r.uint64(1)),
                subTemplateList(ORDERED, inner, r -> r.uint8(2).uint16(3)),
                {1, 2, 3}
            },
            {{}, {}, {}},
            {
                basicList(ALL_OF, iana(371, VARIABLE_LENGTH), r -> r.variableLength(ascii("a"))),
                basicList(ALL_OF, iana(1, 8)),
                new byte[300]
            },
        };
        for (byte[][] each : lists) {
            ipfix.begin(SECONDS);
            index(
                    ipfix.template(inner)
                            .template(outer)
                            .data(
                                    outer,
                                    record ->
                                            record.variableLength(each[0])
                                                    .variableLength(each[1])
                                                    .variableLength(each[2]))
                            .toBytes());
        }
    }

    /** 20,000 of them, and names that differ after the dot only. */
    private void sendUnknownElements() throws Exception {
        for (int part = 0; part < 20; part++) {
            TemplateField[] fields = new TemplateField[1_000];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = enterprise(32_473 + part % 3, part * 1_000 + i, i % 4);
            }
            fields[1] = iana(1, 4);
            TemplateDefinition template = TemplateDefinition.of(500 + part, fields);
            ipfix.begin(SECONDS);
            index(ipfix.template(template).data(template, zeros(template)).toBytes());
        }
    }

    private static byte[] everythingOfSflow() {
        SflowWriter writer = new SflowWriter(EXPORTER, 1).begin(1_000);
        byte[] packet =
                new PacketWriter().ethernet(1, 2).ipv4(EXPORTER, EXPORTER).tcp(1, 2, 2).toBytes();
        writer.flowSample()
                .sampling(10, 20, 0)
                .header(1, 64, packet)
                .header(1, 64, packet)
                .record(1001, r -> r.uint32(10).uint32(1).uint32(20).uint32(2))
                .record(2, r -> r.zeros(24))
                .record(3, r -> r.zeros(32))
                .record(4, r -> r.zeros(56))
                .record(9_999, r -> r.zeros(8));
        writer.expandedFlowSample().sampling(0xffff_ffffL, 0xffff_ffffL, 0xffff_ffffL);
        return writer.toBytes();
    }

    private void index(NetflowV5Writer writer, int records) throws Exception {
        for (int i = 0; i < records; i++) {
            writer.record().octets(1).packets(1);
        }
        index(writer.toBytes());
    }

    private byte[] named(String userName, long octets) {
        TemplateDefinition template =
                TemplateDefinition.of(256, iana(371, VARIABLE_LENGTH), iana(1, 8));
        ipfix.begin(SECONDS);
        return ipfix.template(template)
                .data(template, r -> r.variableLength(ascii(userName)).uint64(octets))
                .toBytes();
    }

    private void install(KeepOriginal keepOriginal) throws Exception {
        new ElasticsearchSetup(prefix, keepOriginal).install(client);
    }

    /** Indexes the flows of the datagram, of which there is at least one. */
    private void index(byte[] datagram) throws Exception {
        batch.setOrigin(EXPORTER.high(), EXPORTER.low(), 50_000, RECEIVED_MILLIS);
        session.decode(datagram, batch);
        assertThat(batch.size()).isPositive();
        for (int row = 0; row < batch.size(); row++) {
            index = documents.index(batch, row);
            JsonNode document = JSON.readTree(documents.write(PlainEnrichment.of(batch), row));
            client.send("PUT", "/" + index + "/_doc/" + indexed++, document);
        }
    }

    private JsonNode source(int id) throws Exception {
        return client.send("GET", "/" + index + "/_doc/" + id, null).path("_source");
    }

    private long count() throws Exception {
        client.refresh(index);
        return client.count(index);
    }

    /** All fields below the records' objects. */
    private ObjectNode fields() throws Exception {
        client.refresh(index);
        ObjectNode fields =
                (ObjectNode)
                        client.send(
                                        "GET",
                                        "/"
                                                + index
                                                + "/_field_caps?fields=ipfix.*,netflow.*,sflow.*",
                                        null)
                                .path("fields");
        return fields;
    }

    private void assertType(String field, String type) throws Exception {
        assertThat(fields().path(field).fieldNames()).toIterable().containsExactly(type);
    }

    private void assertFinds(String query) throws Exception {
        client.refresh(index);
        JsonNode search = JSON.createObjectNode().set("query", JSON.readTree(query));
        assertThat(client.search(index, search).at("/hits/total/value").asInt())
                .as(query)
                .isEqualTo(1);
    }

    private static List<List<TemplateField>> parts(List<TemplateField> fields) {
        List<List<TemplateField>> parts = new ArrayList<>();
        for (int at = 0; at < fields.size(); at += ELEMENTS_PER_TEMPLATE) {
            parts.add(fields.subList(at, Math.min(fields.size(), at + ELEMENTS_PER_TEMPLATE)));
        }
        return parts;
    }

    private static int length(ElementType type) {
        return switch (type) {
            case UNSIGNED_8, SIGNED_8, BOOLEAN -> 1;
            case UNSIGNED_16, SIGNED_16 -> 2;
            case UNSIGNED_32, SIGNED_32, FLOAT_32, DATE_TIME_SECONDS, IPV4_ADDRESS -> 4;
            case MAC_ADDRESS -> 6;
            case IPV6_ADDRESS -> 16;
            case STRING, OCTET_ARRAY -> 5;
            default -> 8;
        };
    }

    private static RecordWriter random(TemplateDefinition template, SplittableRandom random) {
        return record ->
                template.fields()
                        .forEach(
                                field -> {
                                    for (int i = 0; i < field.length(); i++) {
                                        record.uint8(random.nextInt(256));
                                    }
                                });
    }

    private static RecordWriter zeros(TemplateDefinition template) {
        return record -> template.fields().forEach(field -> record.zeros(field.length()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Silent implements SessionListener {

        @Override
        public void count(SessionCounter counter, long amount) {}

        @Override
        public void malformed(Malformation reason, int offset) {}
    }
}
