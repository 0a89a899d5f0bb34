package io.weir.codec.session;

import static io.weir.codec.encode.StructuredData.ALL_OF;
import static io.weir.codec.encode.StructuredData.EXACTLY_ONE_OF;
import static io.weir.codec.encode.StructuredData.NONE_OF;
import static io.weir.codec.encode.StructuredData.ORDERED;
import static io.weir.codec.encode.StructuredData.basicList;
import static io.weir.codec.encode.StructuredData.group;
import static io.weir.codec.encode.StructuredData.subTemplateList;
import static io.weir.codec.encode.StructuredData.subTemplateMultiList;
import static io.weir.codec.encode.TemplateField.VARIABLE_LENGTH;
import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest.Finding;
import io.weir.codec.template.TemplateListCursor;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What flows take from the lists of their records (RFC 6313), and what is wrong with lists. */
class StructuredDataTest {

    private static final long EXPORT_SECONDS = 1_700_000_000L;
    private static final int BASIC_LIST = 291;
    private static final int SUB_TEMPLATE_LIST = 292;
    private static final int SUB_TEMPLATE_MULTI_LIST = 293;

    private static final TemplateDefinition TCP =
            TemplateDefinition.of(400, iana(Elements.TCP_CONTROL_BITS, 1));
    private static final TemplateDefinition SOURCE =
            TemplateDefinition.of(
                    401,
                    iana(Elements.SOURCE_IPV4_ADDRESS, 4),
                    iana(Elements.OCTET_DELTA_COUNT, 4));
    private static final TemplateDefinition FLOW =
            TemplateDefinition.of(
                    402,
                    iana(Elements.OCTET_DELTA_COUNT, 4),
                    iana(SUB_TEMPLATE_MULTI_LIST, VARIABLE_LENGTH));
    private static final TemplateDefinition FLOW_WITH_LIST =
            TemplateDefinition.of(
                    403,
                    iana(SUB_TEMPLATE_LIST, VARIABLE_LENGTH),
                    iana(Elements.OCTET_DELTA_COUNT, 4));
    private static final TemplateDefinition FLOW_WITH_VALUES =
            TemplateDefinition.of(
                    404, iana(BASIC_LIST, VARIABLE_LENGTH), iana(Elements.OCTET_DELTA_COUNT, 4));

    private final SessionUnderTest session = new SessionUnderTest();
    private final IpfixWriter writer = new IpfixWriter(7);

    @Test
    void takesFromAMultiListWhatTheRecordLacks() {
        List<Map<FlowField, Object>> flows =
                flows(
                        FLOW,
                        record ->
                                record.uint32(10)
                                        .variableLength(
                                                subTemplateMultiList(
                                                        ALL_OF,
                                                        group(TCP, flags -> flags.uint8(2)),
                                                        group(
                                                                SOURCE,
                                                                source ->
                                                                        source.uint32(0x0a000001)
                                                                                .uint32(99)))),
                        record -> record.uint32(20).variableLength(subTemplateMultiList(ALL_OF)),
                        record ->
                                record.uint32(30)
                                        .variableLength(
                                                subTemplateMultiList(
                                                        ALL_OF,
                                                        group(TCP, flags -> flags.uint8(16)))));

        assertThat(flows).hasSize(3);
        assertThat(flows.get(0))
                .containsEntry(FlowField.TCP_FLAGS, 2L)
                .containsEntry(FlowField.SOURCE_ADDRESS, IpAddress.ofIpv4(0x0a000001))
                .containsEntry(FlowField.BYTES, 10L)
                .containsEntry(FlowField.TEMPLATE_ID, 402L);
        assertThat(flows.get(1)).containsOnlyKeys(FlowField.BYTES, FlowField.TEMPLATE_ID);
        assertThat(flows.get(2))
                .containsEntry(FlowField.TCP_FLAGS, 16L)
                .doesNotContainKey(FlowField.SOURCE_ADDRESS);
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void takesTheFirstRecordOfAListThatHasTheField() {
        byte[] list =
                subTemplateList(ORDERED, TCP, first -> first.uint8(2), other -> other.uint8(16));

        assertThat(flow(FLOW_WITH_LIST, record -> record.variableLength(list).uint32(1)))
                .containsEntry(FlowField.TCP_FLAGS, 2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {NONE_OF, EXACTLY_ONE_OF, 2, 77})
    void takesNothingThatIsNotSaidOfTheWholeFlow(int semantic) {
        byte[] list = subTemplateList(semantic, TCP, first -> first.uint8(2));

        assertThat(flow(FLOW_WITH_LIST, record -> record.variableLength(list).uint32(1)))
                .doesNotContainKey(FlowField.TCP_FLAGS);
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void takesFromListsInListsToo() {
        byte[] tcp = subTemplateList(ALL_OF, TCP, flags -> flags.uint8(2));
        byte[] nested =
                subTemplateMultiList(
                        ALL_OF,
                        group(FLOW_WITH_LIST, inner -> inner.variableLength(tcp).uint32(99)));

        assertThat(flow(FLOW, record -> record.uint32(10).variableLength(nested)))
                .containsEntry(FlowField.TCP_FLAGS, 2L)
                .containsEntry(FlowField.BYTES, 10L);
    }

    @Test
    void readsRecordsOfTheTemplateThatTheyAreIn() {
        byte[] inner = subTemplateMultiList(ALL_OF, group(TCP, flags -> flags.uint8(2)));
        byte[] outer =
                subTemplateMultiList(
                        ALL_OF,
                        group(
                                FLOW,
                                record -> record.uint32(1).variableLength(inner),
                                record -> record.uint32(2).variableLength(inner)));

        List<Map<FlowField, Object>> flows =
                flows(
                        FLOW,
                        record -> record.uint32(10).variableLength(outer),
                        record -> record.uint32(20).variableLength(outer));

        assertThat(flows)
                .hasSize(2)
                .allSatisfy(flow -> assertThat(flow).containsEntry(FlowField.TCP_FLAGS, 2L));
        assertThat(flows.get(1)).containsEntry(FlowField.BYTES, 20L);
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void keepsTheFlowOfAListWhoseTemplateIsNotKnown() {
        TemplateDefinition unknown = TemplateDefinition.of(999, iana(6, 1));
        byte[] list =
                subTemplateMultiList(
                        ALL_OF,
                        group(unknown, record -> record.uint8(1)),
                        group(TCP, record -> record.uint8(2)));

        assertThat(flow(FLOW, record -> record.uint32(10).variableLength(list)))
                .containsEntry(FlowField.BYTES, 10L)
                .containsEntry(FlowField.TCP_FLAGS, 2L);
        assertThat(session.findings()).isEmpty();
        assertThat(session.unknownSets()).isEmpty();
    }

    @Test
    void readsPastBasicListsOfAllElements() {
        for (byte[] list :
                List.of(
                        basicList(ALL_OF, iana(10, 4)),
                        basicList(ALL_OF, iana(10, 4), value -> value.uint32(1)),
                        basicList(
                                ALL_OF,
                                enterprise(9, 12, VARIABLE_LENGTH),
                                value -> value.variableLength((byte) 1),
                                value -> value.variableLength(new byte[300])),
                        basicList(ALL_OF, iana(10, 0)),
                        basicList(
                                ALL_OF,
                                iana(BASIC_LIST, VARIABLE_LENGTH),
                                value ->
                                        value.variableLength(
                                                basicList(
                                                        ALL_OF,
                                                        iana(10, 4),
                                                        inner -> inner.uint32(1)))),
                        new byte[0])) {
            assertThat(flow(FLOW_WITH_VALUES, record -> record.variableLength(list).uint32(10)))
                    .containsEntry(FlowField.BYTES, 10L);
        }
        assertThat(session.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03", // no header
                "03 000a 0004 0000", // values cut off
                "03 800a 0004 0000", // enterprise cut off
                "03 000a 0000 00", // values of no bytes
                "03 0052 ffff 05 61", // value beyond the list
                "03 0052 ffff ff 00", // length cut off
                "03 0123 ffff 02 0300" // a list in the list is cut off
            })
    void tellsOfBasicListsThatDoNotFit(String list) {
        assertMalformed(FLOW_WITH_VALUES, list);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03", // no template
                "03 01", // half a template
                "03 0194 09 0300000000" // a value in a record beyond the list
            })
    void tellsOfTemplateListsThatDoNotFit(String list) {
        assertMalformed(FLOW_WITH_LIST, list);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03 0190", // no length
                "03 0190 0003 00", // shorter than its header
                "03 0190 0006 00", // beyond the list
                "03 0190 0000 00", // an endless loop, if it were believed
                "03 0190 0005 02 01" // what follows is no group
            })
    void tellsOfMultiListsThatDoNotFit(String list) {
        byte[] bytes = HexFormat.of().parseHex(list.replace(" ", ""));
        List<Map<FlowField, Object>> flows =
                flows(
                        FLOW,
                        record -> record.uint32(10).variableLength(bytes),
                        record ->
                                record.uint32(20)
                                        .variableLength(
                                                subTemplateMultiList(
                                                        ALL_OF,
                                                        group(TCP, flags -> flags.uint8(2)))));

        assertThat(flows).hasSize(2);
        assertThat(flows.get(0)).containsEntry(FlowField.BYTES, 10L);
        assertThat(flows.get(1)).containsEntry(FlowField.TCP_FLAGS, 2L);
        assertThat(session.findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.INVALID_LIST);
    }

    @Test
    void tellsWhereAListIsMalformed() {
        byte[] list = HexFormat.of().parseHex("0301900003");
        byte[] message =
                begin().data(FLOW, record -> record.uint32(10).variableLength(list)).toBytes();

        session.receive(message);

        int group = message.length - 2 - 4; // padding, and the group itself
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.INVALID_LIST, group));
    }

    @Test
    void readsListsInListsDownToTheDepthAllowed() {
        assertThat(flow(FLOW, nested(TemplateListCursor.MAX_DEPTH)))
                .containsEntry(FlowField.TCP_FLAGS, 2L);
        assertThat(session.findings()).isEmpty();

        assertThat(flow(FLOW, nested(TemplateListCursor.MAX_DEPTH + 1)))
                .doesNotContainKey(FlowField.TCP_FLAGS);
        assertThat(session.findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.INVALID_LIST);
    }

    /** A record of {@link #FLOW} whose list is the first of {@code depth}, the last with flags. */
    private static RecordWriter nested(int depth) {
        byte[] list =
                depth == 1
                        ? subTemplateMultiList(ALL_OF, group(TCP, flags -> flags.uint8(2)))
                        : subTemplateMultiList(ALL_OF, group(FLOW, nested(depth - 1)));
        return record -> record.uint32(10).variableLength(list);
    }

    @Test
    void tellsOfListsInOptionsRecords() {
        TemplateDefinition options =
                TemplateDefinition.ofOptions(
                        405, 1, iana(149, 4), iana(SUB_TEMPLATE_LIST, VARIABLE_LENGTH));
        byte[] message =
                begin().template(options)
                        .data(options, record -> record.uint32(1).variableLength((byte) 3))
                        .toBytes();

        session.receive(message);

        assertThat(session.optionsRecords()).isEqualTo(1);
        assertThat(session.findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.INVALID_LIST);
    }

    @Test
    void readsAListOfFixedLength() {
        byte[] list = subTemplateList(ALL_OF, TCP, flags -> flags.uint8(2));
        TemplateDefinition fixed =
                TemplateDefinition.of(
                        406,
                        iana(SUB_TEMPLATE_LIST, list.length),
                        iana(Elements.OCTET_DELTA_COUNT, 4));
        byte[] message =
                begin().template(fixed)
                        .data(fixed, record -> record.bytes(list).uint32(10))
                        .toBytes();

        assertThat(session.recordsOf(message).get(0))
                .containsEntry(FlowField.TCP_FLAGS, 2L)
                .containsEntry(FlowField.BYTES, 10L);
    }

    private void assertMalformed(TemplateDefinition template, String hex) {
        byte[] list = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(flow(template, record -> record.variableLength(list).uint32(10)))
                .containsEntry(FlowField.BYTES, 10L);
        assertThat(session.findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.INVALID_LIST);
    }

    private Map<FlowField, Object> flow(TemplateDefinition template, RecordWriter record) {
        return flows(template, record).get(0);
    }

    private List<Map<FlowField, Object>> flows(
            TemplateDefinition template, RecordWriter... records) {
        return session.recordsOf(begin().data(template, records).toBytes());
    }

    private IpfixWriter begin() {
        return writer.begin(EXPORT_SECONDS)
                .template(TCP)
                .template(SOURCE)
                .template(FLOW)
                .template(FLOW_WITH_LIST)
                .template(FLOW_WITH_VALUES);
    }
}
