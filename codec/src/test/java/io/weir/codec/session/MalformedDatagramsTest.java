package io.weir.codec.session;

import static io.weir.codec.Malformation.INVALID_TEMPLATE;
import static io.weir.codec.Malformation.RECORD_BEYOND_SET;
import static io.weir.codec.Malformation.RESERVED_SET;
import static io.weir.codec.Malformation.SET_BEYOND_DATAGRAM;
import static io.weir.codec.Malformation.SET_SHORTER_THAN_RECORD;
import static io.weir.codec.Malformation.SET_TOO_SHORT;
import static io.weir.codec.Malformation.TEMPLATE_BEYOND_SET;
import static io.weir.codec.Malformation.TOO_SHORT;
import static io.weir.codec.Malformation.TRUNCATED;
import static io.weir.codec.Malformation.UNKNOWN_VERSION;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.weir.codec.BigEndian;
import io.weir.codec.Malformation;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest.Finding;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the protocols do not allow is told once, and costs nothing of what is well-formed. */
class MalformedDatagramsTest {

    private static final long EXPORT_SECONDS = Messages.EXPORT_SECONDS;
    private static final int V9_HEADER = NetflowV9Writer.HEADER_LENGTH;
    private static final int IPFIX_HEADER = IpfixWriter.HEADER_LENGTH;
    private static final TemplateDefinition BYTES =
            TemplateDefinition.of(256, iana(Elements.OCTET_DELTA_COUNT, 4));

    /** A template set and a data set of {@link #BYTES} with one flow. */
    private static final int GOOD_SETS = 4 + 8 + 4 + 4;

    private final SessionUnderTest session = new SessionUnderTest();

    static Stream<byte[]> wellFormedMessages() {
        return Stream.of(
                Messages.netflowV5(),
                Messages.netflowV9(),
                Messages.ipfix(),
                Messages.structuredData());
    }

    @ParameterizedTest
    @MethodSource("wellFormedMessages")
    void keepsTheFlowsBeforeTheByteAtWhichAMessageIsCutOff(byte[] message) {
        List<Map<FlowField, Object>> all = session.recordsOf(message);
        assertThat(session.findings()).isEmpty();
        int flowsBefore = 0;

        for (int length = 0; length < message.length; length++) {
            SessionUnderTest ofCut = new SessionUnderTest();
            List<Map<FlowField, Object>> flows = ofCut.recordsOf(Arrays.copyOf(message, length));

            assertThat(ofCut.findings()).as("cut to %d bytes", length).hasSizeLessThan(2);
            assertThat(flows).as("cut to %d bytes", length).isEqualTo(all.subList(0, flows.size()));
            assertThat(ofCut.findings().isEmpty()).isEqualTo(endsBetweenSets(message, length));
            flowsBefore = Math.max(flowsBefore, flows.size());
        }
        assertThat(all.size() - flowsBefore).isPositive();
    }

    /** A NetFlow v9 header has no length: what ends with a set, or just after it, looks whole. */
    private static boolean endsBetweenSets(byte[] message, int length) {
        if (message[1] != 9 || length < V9_HEADER) {
            return false;
        }
        int set = V9_HEADER;
        while (length - set >= 4) {
            set += BigEndian.unsigned16(message, set + 2);
        }
        return set <= length;
    }

    @Test
    void tellsOfDatagramsShorterThanAHeader() {
        for (String datagram : List.of("", "09", "0005", "0009 00", "000a 0010 0000 0000")) {
            session.receive(hex(datagram));
        }

        assertThat(session.findings())
                .containsExactly(
                        new Finding(TOO_SHORT, 0),
                        new Finding(TOO_SHORT, 0),
                        new Finding(TOO_SHORT, 2),
                        new Finding(TOO_SHORT, 3),
                        new Finding(TOO_SHORT, 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 6, 11, 0x0500, 0xffff})
    void tellsOfUnknownVersions(int version) {
        byte[] datagram = new byte[100];
        datagram[0] = (byte) (version >>> 8);
        datagram[1] = (byte) version;

        assertThat(session.recordsOf(datagram)).isEmpty();
        assertThat(session.findings()).containsExactly(new Finding(UNKNOWN_VERSION, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void stopsAtSetsShorterThanTheirHeader(int length) {
        assertGoodSetsAreKept(SET_TOO_SHORT, 256, length, "0100 0008 00000009");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 100, 0xffff})
    void stopsAtSetsBeyondTheDatagram(int length) {
        assertGoodSetsAreKept(SET_BEYOND_DATAGRAM, 256, length, "00000009");
    }

    @Test
    void passesOverReservedSets() {
        for (int id : new int[] {2, 3, 4, 255}) {
            assertV9(RESERVED_SET, 0, id, 8, "00000000 0100 0008 00000009", 2);
        }
        for (int id : new int[] {0, 1, 4, 255}) {
            assertIpfix(RESERVED_SET, 0, id, 8, "00000000 0100 0008 00000009", 2);
        }
    }

    @Test
    void tellsOfSetsShorterThanARecord() {
        assertV9(SET_SHORTER_THAN_RECORD, 4, 256, 7, "0000 01" + "0100 0008 00000009", 2);
        assertIpfix(SET_SHORTER_THAN_RECORD, 4, 256, 7, "0000 01" + "0100 0008 00000009", 2);
    }

    @Test
    void tellsOfOptionsSetsShorterThanARecord() {
        TemplateDefinition options =
                TemplateDefinition.ofOptions(257, 1, iana(1, 4), iana(Elements.SELECTOR_ID, 4));
        byte[] message = goodIpfix().template(options).rawSet(257, 8, hex("00000001")).toBytes();

        session.receive(message);

        assertThat(session.optionsRecords()).isZero();
        assertThat(session.findings())
                .containsExactly(new Finding(SET_SHORTER_THAN_RECORD, message.length - 4));
    }

    @Test
    void takesZerosForPaddingWhereverTheyAre() {
        byte[] emptySets =
                goodIpfix()
                        .rawSet(256, 4)
                        .rawSet(256, 7, hex("000000"))
                        .data(BYTES, record -> record.uint32(9))
                        .toBytes();
        byte[] zerosAtTheEnd =
                new NetflowV9Writer(1)
                        .begin(EXPORT_SECONDS, 0)
                        .template(BYTES)
                        .data(BYTES, record -> record.uint32(9))
                        .raw(new byte[620])
                        .toBytes();

        assertThat(session.recordsOf(emptySets)).hasSize(2);
        assertThat(session.recordsOf(zerosAtTheEnd)).hasSize(1);
        assertThat(session.findings()).isEmpty();
    }

    /** 40,000 bytes that say so truly, unlike a count that lies. */
    @Test
    void refusesATemplateOf10000Fields() {
        byte[] template = new byte[4 + 4 * 10_000];
        template[0] = 1;
        template[1] = 1;
        template[2] = (byte) (10_000 >>> 8);
        template[3] = (byte) 10_000;
        for (int field = 4; field < template.length; field += 4) {
            template[field + 1] = 1;
            template[field + 3] = 1;
        }
        byte[] message =
                new IpfixWriter(1)
                        .begin(EXPORT_SECONDS)
                        .rawSet(2, 4 + template.length, template)
                        .template(BYTES)
                        .data(BYTES, record -> record.uint32(9))
                        .toBytes();

        assertThat(session.recordsOf(message)).hasSize(1);
        assertThat(session.findings())
                .containsExactly(new Finding(INVALID_TEMPLATE, IPFIX_HEADER + 4));
    }

    static Stream<Arguments> invalidTemplates() {
        return Stream.of(
                arguments("id below 256", INVALID_TEMPLATE, "00ff 0001 0001 0004"),
                arguments("record length 0", INVALID_TEMPLATE, "0101 0002 0001 0000 0002 0000"),
                arguments("10,000 fields", INVALID_TEMPLATE, "0101 2710 0001 0004"),
                arguments("field beyond set", TEMPLATE_BEYOND_SET, "0101 0002 0001 0004"),
                arguments("half a field", TEMPLATE_BEYOND_SET, "0101 0001 0001"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidTemplates")
    void passesOverInvalidTemplates(String what, Malformation reason, String template) {
        String goodSet = "0100 0008 00000009";
        int length = 4 + hex(template).length;

        assertV9(reason, 4, 0, length, template + goodSet, 2);
        assertIpfix(reason, 4, 2, length, template + goodSet, 2);
    }

    static Stream<Arguments> invalidOptionsTemplates() {
        return Stream.of(
                arguments("no scope", INVALID_TEMPLATE, "0101 0001 0000 0001 0004"),
                arguments("more scope than fields", INVALID_TEMPLATE, "0101 0001 0002 0001 0004"),
                arguments("header cut off", TEMPLATE_BEYOND_SET, "0101 0001"),
                arguments("id below 256", INVALID_TEMPLATE, "00ff 0001 0001 0001 0004"),
                arguments("field beyond set", TEMPLATE_BEYOND_SET, "0101 0002 0001 0001 0004"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidOptionsTemplates")
    void passesOverInvalidOptionsTemplatesOfIpfix(
            String what, Malformation reason, String template) {
        int length = 4 + hex(template).length;

        assertIpfix(reason, 4, 3, length, template + "0100 0008 00000009", 2);
    }

    @Test
    void passesOverInvalidOptionsTemplatesOfNetflowV9() {
        String goodSet = "0100 0008 00000009";

        assertV9(TEMPLATE_BEYOND_SET, 4, 1, 10, "0101 0004 0004" + goodSet, 2);
        assertV9(INVALID_TEMPLATE, 4, 1, 10, "0101 0000 0000" + goodSet, 2);
        assertV9(INVALID_TEMPLATE, 4, 1, 14, "0101 0004 fffc 0001 0004" + goodSet, 2);
    }

    /** In IPFIX this is a withdrawal. */
    @Test
    void passesOverTemplatesOfNetflowV9WithoutFields() {
        assertV9(INVALID_TEMPLATE, 4, 0, 8, "0101 0000" + "0100 0008 00000009", 2);
    }

    @Test
    void tellsOfEnterpriseNumbersBeyondTheSet() {
        assertIpfix(TEMPLATE_BEYOND_SET, 4, 2, 12, "0101 0001 8001 0004", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"05 00000001", "ff", "ff 00", "ff 0100 00", "fe 0000"})
    void keepsTheRecordsBeforeOneThatReachesBeyondItsSet(String cutOff) {
        String template = "0101 0001 0052 ffff";
        String whole = "01 61";
        int cutOffAt = IPFIX_HEADER + 12 + 4 + 2;
        byte[] set = hex(whole + cutOff);

        byte[] message =
                new IpfixWriter(1)
                        .begin(EXPORT_SECONDS)
                        .rawSet(2, 12, hex(template))
                        .rawSet(257, 4 + set.length, set)
                        .template(BYTES)
                        .data(BYTES, record -> record.uint32(9))
                        .toBytes();

        assertThat(session.recordsOf(message)).hasSize(2);
        assertThat(session.findings()).containsExactly(new Finding(RECORD_BEYOND_SET, cutOffAt));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15})
    void readsNothingOfAnIpfixMessageThatStatesLessThanItsHeader(int length) {
        byte[] message = goodIpfix().statedLength(length).toBytes();

        assertThat(session.recordsOf(message)).isEmpty();
        assertThat(session.findings()).containsExactly(new Finding(TRUNCATED, length));
    }

    @Test
    void readsWhatIsThereOfAnIpfixMessageThatStatesMore() {
        byte[] message = goodIpfix().statedLength(9_000).toBytes();

        assertThat(session.recordsOf(message)).hasSize(1);
        assertThat(session.findings()).containsExactly(new Finding(TRUNCATED, message.length));
    }

    @Test
    void tellsOnlyTheFirstFindingOfADatagram() {
        byte[] message =
                new IpfixWriter(1)
                        .begin(EXPORT_SECONDS)
                        .rawSet(4, 4)
                        .rawSet(5, 4)
                        .rawSet(256, 3)
                        .statedLength(9_000)
                        .toBytes();

        session.receive(message);

        assertThat(session.findings()).containsExactly(new Finding(RESERVED_SET, IPFIX_HEADER));
    }

    @Test
    void doesNotStoreATemplateThatItRefuses() {
        byte[] message =
                goodIpfix()
                        .rawSet(2, 12, hex("0100 0001 0001 0000"))
                        .data(BYTES, record -> record.uint32(9))
                        .toBytes();

        assertThat(session.recordsOf(message)).hasSize(2);
        assertThat(session.templateEvents()).containsExactly("added");
    }

    private void assertGoodSetsAreKept(Malformation reason, int set, int length, String content) {
        assertV9(reason, 0, set, length, content, 1);
        assertIpfix(reason, 0, set, length, content, 1);
    }

    /**
     * Adds the set to a datagram with one flow.
     *
     * @param offset of the expected finding from the start of the set
     */
    private static void assertV9(
            Malformation reason, int offset, int set, int length, String content, int flows) {
        byte[] datagram =
                new NetflowV9Writer(1)
                        .begin(EXPORT_SECONDS, 0)
                        .template(BYTES)
                        .data(BYTES, record -> record.uint32(9))
                        .rawSet(set, length, hex(content))
                        .toBytes();
        assertDecoded(datagram, new Finding(reason, V9_HEADER + GOOD_SETS + offset), flows);
    }

    private static void assertIpfix(
            Malformation reason, int offset, int set, int length, String content, int flows) {
        byte[] message = goodIpfix().rawSet(set, length, hex(content)).toBytes();
        assertDecoded(message, new Finding(reason, IPFIX_HEADER + GOOD_SETS + offset), flows);
    }

    private static void assertDecoded(byte[] datagram, Finding finding, int flows) {
        SessionUnderTest session = new SessionUnderTest();

        assertThat(session.recordsOf(datagram))
                .hasSize(flows)
                .allSatisfy(flow -> assertThat(flow).containsEntry(FlowField.BYTES, 9L));
        assertThat(session.findings()).containsExactly(finding);
    }

    private static IpfixWriter goodIpfix() {
        return new IpfixWriter(1)
                .begin(EXPORT_SECONDS)
                .template(BYTES)
                .data(BYTES, record -> record.uint32(9));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
