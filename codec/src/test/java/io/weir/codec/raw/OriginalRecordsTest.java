package io.weir.codec.raw;

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
import io.weir.codec.Malformation;
import io.weir.codec.element.InformationElements;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.encode.StructuredData;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionUnderTest;
import io.weir.codec.sflow.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OriginalRecordsTest {

    private static final long SECONDS = SessionUnderTest.RECEIVED_MILLIS / 1_000;
    private static final long SEED = 20_261_121L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final TemplateDefinition FLOW =
            TemplateDefinition.of(256, iana(8, 4), iana(7, 2), iana(1, 8));
    private static final TemplateDefinition NAMED =
            TemplateDefinition.of(257, iana(371, VARIABLE_LENGTH), iana(1, 4));

    private final OriginalRecords originals = new OriginalRecords(InformationElements.builtIn());
    private final SessionUnderTest session = new SessionUnderTest(originals);
    private final IpfixWriter ipfix = new IpfixWriter(7).begin(SECONDS);

    @Test
    void givesFlowsTheElementsOfTheirRecords() {
        FlowBatch batch =
                session.receive(ipfix.template(FLOW).data(FLOW, flow(1), flow(2)).toBytes());

        assertThat(texts(batch))
                .containsExactly(
                        "{\"sourceIPv4Address\":\"10.0.0.1\",\"sourceTransportPort\":1,"
                                + "\"octetDeltaCount\":1000}",
                        "{\"sourceIPv4Address\":\"10.0.0.2\",\"sourceTransportPort\":2,"
                                + "\"octetDeltaCount\":2000}");
        assertEachIsOfItsFlow(batch);
    }

    @Test
    void givesFlowsWithoutTemplateTheirsByTheSameNames() {
        NetflowV5Writer v5 = new NetflowV5Writer(0, 0).begin(SECONDS * 1_000, 0);
        for (int i = 1; i <= 30; i++) {
            v5.record().addresses(i, 0x0a00_0001L).ports(1_000 + i, 443).octets(i).protocol(6);
        }
        FlowBatch batch = session.receive(v5.toBytes());

        assertThat(batch.size()).isEqualTo(30);
        assertEachIsOfItsFlow(batch);
        JsonNode last = originals(batch).get(29);
        assertThat(last.path("destinationIPv4Address").asText()).isEqualTo("10.0.0.1");
        assertThat(last.has("paddingOctets")).isFalse();
        assertThat(last.has(OriginalRecords.NOT_INDEXED)).isFalse();
    }

    @Test
    void givesSamplesThatBecomeFlowsTheirFields() {
        List<JsonNode> samples = originals(session.receive(Samples.everything()));

        assertThat(samples).hasSize(2);
        assertThat(samples.get(0).path("agentAddress").asText()).isEqualTo("192.0.2.1");
        assertThat(samples.get(0).path("samplingRate").asInt()).isEqualTo(100);
        assertThat(samples.get(0).path("samplePool").asInt()).isEqualTo(1_000);
        assertThat(samples.get(0).path("sourceTransportPort").asInt()).isEqualTo(51_000);
        assertThat(samples.get(0).at("/not_indexed/extendedSwitch/srcVlan").asInt()).isEqualTo(10);
        assertThat(samples.get(0).at("/not_indexed/4413.1").asText()).isEqualTo("0000000000000001");
        assertThat(samples.get(1).path("samplePool").asInt()).isEqualTo(1_100);
        assertThat(samples.get(1).path("sourceTransportPort").asInt()).isEqualTo(1_000);
    }

    @Test
    void keepsASampleWithItsFlowBesideCountersAndMalformedOnes() {
        SflowWriter writer = Samples.agent().begin(0);
        writer.rawSample(SflowWriter.FLOW_SAMPLE, new byte[8]);
        writer.counterSample(1, 0, 1).record(1, record -> record.zeros(88));
        writer.flowSample().sequence(5).sampling(10, 20, 0);
        FlowBatch batch = session.receive(writer.toBytes());

        assertThat(originals(batch)).extracting(o -> o.path("sequenceNumber").asInt()).contains(5);
        assertThat(originals(batch)).hasSize(batch.size());
    }

    @Test
    void keepsRecordsOfSeveralSetsApartFromOptionsBetweenThem() {
        TemplateDefinition options =
                TemplateDefinition.ofOptions(300, 1, iana(149, 4), iana(34, 4));
        TemplateDefinition reordered = TemplateDefinition.of(258, iana(1, 4), iana(7, 2));
        FlowBatch batch =
                session.receive(
                        ipfix.template(FLOW)
                                .template(options)
                                .template(reordered)
                                .data(FLOW, flow(1), flow(2))
                                .data(options, record -> record.uint32(7).uint32(100))
                                .data(
                                        reordered,
                                        record -> record.uint32(3_000).uint16(3),
                                        record -> record.uint32(4_000).uint16(4))
                                .data(FLOW, flow(5))
                                .toBytes());

        assertThat(batch.size()).isEqualTo(5);
        assertEachIsOfItsFlow(batch);
        assertThat(originals(batch).get(2).fieldNames()).toIterable().hasSize(2);
    }

    @Test
    void givesRecordsTheirTemplateThoughItIsRedefinedInTheSameMessage() {
        TemplateDefinition redefined = TemplateDefinition.of(256, iana(1, 4), iana(7, 2));
        FlowBatch batch =
                session.receive(
                        ipfix.template(FLOW)
                                .data(FLOW, flow(1))
                                .template(redefined)
                                .data(redefined, record -> record.uint32(9).uint16(99))
                                .toBytes());

        assertThat(batch.size()).isEqualTo(2);
        assertEachIsOfItsFlow(batch);
    }

    @Test
    void givesWhatWaitedForItsTemplateItsRecords() {
        NetflowV9Writer v9 = new NetflowV9Writer(7);
        session.receive(v9.begin(0, SECONDS).data(FLOW, flow(1), flow(2)).toBytes());
        session.receive(v9.begin(0, SECONDS).data(FLOW, flow(3)).toBytes());
        FlowBatch direct =
                session.receive(v9.begin(0, SECONDS).template(FLOW).data(FLOW, flow(4)).toBytes());

        assertEachIsOfItsFlow(direct);
        List<FlowBatch> released = session.released();
        assertThat(released).extracting(FlowBatch::size).containsExactly(2, 1);
        released.forEach(OriginalRecordsTest::assertEachIsOfItsFlow);
    }

    @Test
    void keepsRecordsWithTheFlowsThatARateLimitLeaves() {
        SessionUnderTest limited =
                new SessionUnderTest(originals, SessionLimits.DEFAULTS.withFlowsPerSecond(50));
        int left = 0;
        int sent = 0;
        RecordWriter[] records =
                IntStream.rangeClosed(1, 40)
                        .mapToObj(OriginalRecordsTest::flow)
                        .toArray(RecordWriter[]::new);
        for (int i = 0; i < 100; i++) {
            ipfix.begin(SECONDS);
            FlowBatch batch = limited.receive(ipfix.template(FLOW).data(FLOW, records).toBytes());
            assertEachIsOfItsFlow(batch);
            left += batch.size();
            sent += records.length;
        }
        assertThat(left).isPositive().isLessThan(sent / 2);
    }

    @Test
    void keepsRecordsBeforeAMalformedOne() {
        byte[] datagram =
                ipfix.template(NAMED)
                        .data(
                                NAMED,
                                record -> record.variableLength(ascii("ada")).uint32(1),
                                record -> record.variableLength(ascii("bob")).uint32(2),
                                record -> record.uint8(200).zeros(9))
                        .toBytes();
        FlowBatch batch = session.receive(datagram);

        assertThat(session.findings()).isNotEmpty();
        assertThat(originals(batch))
                .extracting(o -> o.path("userName").asText())
                .containsExactly("ada", "bob");
    }

    /** The record says so itself, though the flow has its initiator as source. */
    @Test
    void leavesSidesAsExported() {
        TemplateDefinition connection =
                TemplateDefinition.of(
                        256, iana(231, 8), iana(232, 8), iana(239, 1), iana(8, 4), iana(12, 4));
        FlowBatch batch =
                session.receive(
                        ipfix.template(connection)
                                .data(
                                        connection,
                                        record ->
                                                record.uint64(100)
                                                        .uint64(7)
                                                        .uint8(2)
                                                        .uint32(0x0a00_0001L)
                                                        .uint32(0x0a00_0002L))
                                .toBytes());

        JsonNode original = originals(batch).get(0);
        assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(7);
        assertThat(original.path("initiatorOctets").asLong()).isEqualTo(100);
        assertThat(original.path("responderOctets").asLong()).isEqualTo(7);
        assertThat(original.path("sourceIPv4Address").asText()).isEqualTo("10.0.0.1");
    }

    @Test
    void setsListsApartAndGivesTheirRecordsToTheFlowOnly() {
        TemplateDefinition tcp = TemplateDefinition.of(400, iana(6, 1));
        TemplateDefinition withLists =
                TemplateDefinition.of(
                        401, iana(292, VARIABLE_LENGTH), iana(1, 4), iana(291, VARIABLE_LENGTH));
        byte[] values = basicList(ALL_OF, iana(14, 4), r -> r.uint32(1), r -> r.uint32(4));
        byte[] records = subTemplateList(ORDERED, tcp, r -> r.uint8(2), r -> r.uint8(16));
        FlowBatch batch =
                session.receive(
                        ipfix.template(tcp)
                                .template(withLists)
                                .data(
                                        withLists,
                                        record ->
                                                record.variableLength(records)
                                                        .uint32(5)
                                                        .variableLength(values))
                                .toBytes());

        assertThat(batch.get(FlowField.TCP_FLAGS, 0)).isEqualTo(2);
        assertThat(texts(batch))
                .containsExactly(
                        "{\"octetDeltaCount\":5,\"not_indexed\":{"
                                + "\"subTemplateList\":{\"semantic\":\"ordered\",\"template\":400,"
                                + "\"records\":[{\"tcpControlBits\":2},{\"tcpControlBits\":16}]},"
                                + "\"basicList\":{\"semantic\":\"allOf\","
                                + "\"element\":\"egressInterface\",\"values\":[1,4]}}}");
    }

    @Test
    void setsApartWhatIsNotOfTheTypeOfItsElement() {
        TemplateDefinition odd =
                TemplateDefinition.of(
                        256,
                        iana(1, 9),
                        iana(8, 3),
                        iana(56, 2),
                        iana(276, 1),
                        iana(311, 8),
                        iana(2, 0),
                        enterprise(32_473, 7, 2));
        FlowBatch batch =
                session.receive(
                        ipfix.template(odd)
                                .data(
                                        odd,
                                        record ->
                                                record.zeros(8)
                                                        .uint8(1)
                                                        .zeros(3)
                                                        .uint16(0xcafe)
                                                        .uint8(3)
                                                        .uint64(Double.doubleToLongBits(Double.NaN))
                                                        .uint16(0xbeef))
                                .toBytes());

        assertThat(texts(batch))
                .containsExactly(
                        "{\"not_indexed\":{\"octetDeltaCount\":\"000000000000000001\","
                                + "\"sourceIPv4Address\":\"000000\",\"sourceMacAddress\":\"cafe\","
                                + "\"dataRecordsReliability\":3,\"samplingProbability\":\"NaN\","
                                + "\"packetDeltaCount\":\"\",\"32473.7\":\"beef\"}}");
    }

    @Test
    void writesAllValuesOfAnElementThatTheRecordHasMoreThanOnce() {
        TemplateDefinition twice =
                TemplateDefinition.of(256, iana(1, 4), iana(1, 8), iana(1, 9), iana(2, 4));
        FlowBatch batch =
                session.receive(
                        ipfix.template(twice)
                                .data(
                                        twice,
                                        record -> record.uint32(1).uint64(-1).zeros(9).uint32(2))
                                .toBytes());

        assertThat(texts(batch))
                .containsExactly(
                        "{\"octetDeltaCount\":[1,18446744073709551615],\"packetDeltaCount\":2,"
                                + "\"not_indexed\":{\"octetDeltaCount\":\"000000000000000000\"}}");
    }

    @Test
    void escapesText() {
        String name = "a\"\\\u0000\n\u001f<é😀>";
        FlowBatch batch =
                session.receive(
                        ipfix.template(NAMED)
                                .data(
                                        NAMED,
                                        record ->
                                                record.variableLength(
                                                                name.getBytes(
                                                                        StandardCharsets.UTF_8))
                                                        .uint32(1),
                                        record ->
                                                record.variableLength((byte) 0xff, (byte) 0xc0)
                                                        .uint32(2))
                                .toBytes());

        assertThat(originals(batch))
                .extracting(o -> o.path("userName").asText())
                .containsExactly(name, "\ufffd\ufffd");
    }

    /** Fields of no bytes: the datagram says a thousand times what it has bytes for. */
    @Test
    void boundsWhatAMessageCanMakeOfItself() {
        TemplateField[] fields = new TemplateField[2_000];
        for (int i = 1; i < fields.length; i++) {
            fields[i] = iana(2, 0);
        }
        fields[0] = iana(4, 1);
        TemplateDefinition empty = TemplateDefinition.of(256, fields);
        session.receive(ipfix.template(empty).toBytes());
        RecordWriter[] records =
                Collections.nCopies(20_000, (RecordWriter) record -> record.uint8(6))
                        .toArray(RecordWriter[]::new);
        ipfix.begin(SECONDS);
        FlowBatch batch = session.receive(ipfix.data(empty, records).toBytes());

        assertThat(batch.size()).isEqualTo(20_000);
        assertThat(batch.appendedLength()).isLessThan(2_000_000);
        List<JsonNode> originals = originals(batch);
        assertThat(originals.get(0).path("protocolIdentifier").asInt()).isEqualTo(6);
        assertThat(originals.get(19_999).toString())
                .isEqualTo("{\"not_indexed\":{\"record\":\"06\"}}");
    }

    @Test
    void boundsWhatTheListsOfAMessageCanMakeOfThemselves() {
        TemplateField[] fields = new TemplateField[1_000];
        for (int i = 1; i < fields.length; i++) {
            fields[i] = iana(2, 0);
        }
        fields[0] = iana(4, 1);
        TemplateDefinition inner = TemplateDefinition.of(400, fields);
        TemplateDefinition outer = TemplateDefinition.of(401, iana(292, VARIABLE_LENGTH));
        byte[] list =
                StructuredData.subTemplateList(
                        ORDERED,
                        inner,
                        Collections.nCopies(40, (RecordWriter) record -> record.uint8(6))
                                .toArray(RecordWriter[]::new));
        session.receive(ipfix.template(inner).template(outer).toBytes());
        RecordWriter[] records =
                Collections.nCopies(500, (RecordWriter) record -> record.variableLength(list))
                        .toArray(RecordWriter[]::new);
        ipfix.begin(SECONDS);
        FlowBatch batch = session.receive(ipfix.data(outer, records).toBytes());

        assertThat(batch.size()).isEqualTo(500);
        assertThat(batch.appendedLength()).isLessThan(2_000_000);
        assertThat(originals(batch).get(0).at("/not_indexed/subTemplateList").isObject()).isTrue();
        assertThat(originals(batch).get(1).at("/not_indexed/subTemplateList").isTextual()).isTrue();
        assertThat(originals(batch).get(499).at("/not_indexed/record").isTextual()).isTrue();
    }

    /** Each message once as it is, then with bytes changed: templates, lengths, lists, samples. */
    @Test
    void givesEveryFlowARecordWhateverTheBytesAre() {
        TemplateDefinition withLists =
                TemplateDefinition.of(
                        401, iana(293, VARIABLE_LENGTH), iana(1, 4), iana(291, VARIABLE_LENGTH));
        byte[] values = basicList(ALL_OF, iana(14, 4), r -> r.uint32(1), r -> r.uint32(4));
        byte[] groups =
                StructuredData.subTemplateMultiList(
                        ORDERED, StructuredData.group(FLOW, flow(1), flow(2)));
        byte[] lists =
                ipfix.template(FLOW)
                        .template(NAMED)
                        .template(withLists)
                        .data(FLOW, flow(1), flow(2), flow(3))
                        .data(
                                withLists,
                                record ->
                                        record.variableLength(groups)
                                                .uint32(5)
                                                .variableLength(values))
                        .data(NAMED, record -> record.variableLength(ascii("ada")).uint32(1))
                        .toBytes();
        SplittableRandom random = new SplittableRandom(SEED);
        int flows = 0;
        for (byte[] message : List.of(lists, Samples.everything())) {
            for (int i = 0; i < 5_000; i++) {
                byte[] changed = message.clone();
                for (int changes = random.nextInt(6); changes > 0; changes--) {
                    changed[2 + random.nextInt(changed.length - 2)] = (byte) random.nextInt(256);
                }
                FlowBatch batch = session.receive(changed);
                assertThat(originals(batch))
                        .hasSize(batch.size())
                        .allMatch(JsonNode::isObject, "is an object, seed " + SEED);
                flows += batch.size();
                session.released().forEach(OriginalRecordsTest::originals);
            }
        }
        assertThat(flows).isGreaterThan(10_000);
    }

    @Test
    void survivesACopyOfTheBatch() {
        FlowBatch batch =
                session.receive(ipfix.template(FLOW).data(FLOW, flow(1), flow(2)).toBytes());
        FlowBatch copy = batch.copy();
        ipfix.begin(SECONDS);
        session.receive(ipfix.data(FLOW, flow(3)).toBytes());

        assertEachIsOfItsFlow(copy);
    }

    @Test
    void writesNothingOfMalformedDatagrams() {
        assertThat(session.receive(new byte[] {0, 10}).size()).isZero();
        assertThat(session.findings().get(0).reason()).isEqualTo(Malformation.TOO_SHORT);
        assertEachIsOfItsFlow(session.receive(ipfix.template(FLOW).data(FLOW, flow(1)).toBytes()));
    }

    private static RecordWriter flow(int number) {
        return record ->
                record.uint32(0x0a00_0000L + number).uint16(number).uint64(number * 1_000L);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Flows and records have octets and source port alike. */
    private static void assertEachIsOfItsFlow(FlowBatch batch) {
        List<JsonNode> originals = originals(batch);
        for (int row = 0; row < batch.size(); row++) {
            assertThat(originals.get(row).path("octetDeltaCount").asLong(-1))
                    .isEqualTo(batch.get(FlowField.BYTES, row));
            assertThat(originals.get(row).path("sourceTransportPort").asLong(-1))
                    .isEqualTo(batch.get(FlowField.SOURCE_PORT, row));
        }
    }

    private static List<String> texts(FlowBatch batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(row -> batch.text(FlowField.ORIGINAL_RECORD, row))
                .toList();
    }

    private static List<JsonNode> originals(FlowBatch batch) {
        List<JsonNode> originals = new ArrayList<>();
        for (String text : texts(batch)) {
            try {
                originals.add(JSON.readTree(text));
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }
        return originals;
    }
}
