package io.weir.codec.raw;

import static io.weir.codec.encode.StructuredData.ALL_OF;
import static io.weir.codec.encode.StructuredData.basicList;
import static io.weir.codec.encode.StructuredData.group;
import static io.weir.codec.encode.StructuredData.subTemplateList;
import static io.weir.codec.encode.StructuredData.subTemplateMultiList;
import static io.weir.codec.encode.TemplateField.VARIABLE_LENGTH;
import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.Malformation;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.session.SessionUnderTest.Finding;
import io.weir.codec.template.TemplateListCursor;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that are not as they should be; those that are, RandomRecordsTest has. */
class RawListsTest {

    private static final TemplateDefinition BASIC =
            TemplateDefinition.of(400, iana(291, VARIABLE_LENGTH));
    private static final TemplateDefinition SUB =
            TemplateDefinition.of(401, iana(292, VARIABLE_LENGTH));
    private static final TemplateDefinition MULTI =
            TemplateDefinition.of(402, iana(293, VARIABLE_LENGTH));

    private final RecordedRecords records = new RecordedRecords();

    @ParameterizedTest
    @ValueSource(strings = {"03", "03000a00040000", "03800a00040000", "0301230004030000"})
    void givesBasicListsThatDoNotFitInHexadecimal(String list) {
        assertThat(read(BASIC, bytes(list))).isEqualTo(new RawValue.Text(list));
        assertThat(records.session().findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.INVALID_LIST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "030191ff", "03019105030000"})
    void givesTemplateListsThatDoNotFitInHexadecimal(String list) {
        assertThat(read(SUB, bytes(list))).isEqualTo(new RawValue.Text(list));
    }

    @ParameterizedTest
    @ValueSource(strings = {"03019000", "0301900003", "0301900009030000"})
    void givesMultiListsThatDoNotFitInHexadecimal(String list) {
        assertThat(read(MULTI, bytes(list))).isEqualTo(new RawValue.Text(list));
    }

    @Test
    void givesFieldsWithoutAListAsEmpty() {
        assertThat(read(BASIC)).isEqualTo(new RawValue.Text(""));
        assertThat(read(SUB)).isEqualTo(new RawValue.Text(""));
        assertThat(read(MULTI)).isEqualTo(new RawValue.Text(""));
        assertThat(records.session().findings()).isEmpty();
    }

    @Test
    void namesElementsOfEnterprisesInBasicLists() {
        byte[] list =
                basicList(
                        ALL_OF,
                        enterprise(4_000_000_000L, 5, VARIABLE_LENGTH),
                        value -> value.variableLength((byte) 0xab),
                        value -> value.variableLength());

        assertThat(read(BASIC, list))
                .hasToString(
                        "BasicList[semantic=ALL_OF, element=RawElement[enterprise=4000000000, id=5,"
                                + " name=4000000000.5, type=OCTET_ARRAY], values=[Text[text=ab],"
                                + " Text[text=]]]");
    }

    @Test
    void readsListsDownToTheDepthAllowed() {
        byte[] deepest = nested(TemplateListCursor.MAX_DEPTH);
        byte[] tooDeep = nested(TemplateListCursor.MAX_DEPTH + 1);

        assertThat(read(MULTI, deepest)).isInstanceOf(RawValue.SubTemplateMultiList.class);
        assertThat(records.session().findings()).isEmpty();
        assertThat(read(MULTI, tooDeep))
                .isEqualTo(new RawValue.Text(HexFormat.of().formatHex(tooDeep)));
    }

    private static byte[] nested(int depth) {
        return depth == 1
                ? subTemplateMultiList(ALL_OF)
                : subTemplateMultiList(
                        ALL_OF, group(MULTI, record -> record.variableLength(nested(depth - 1))));
    }

    /** 1,000 records of one byte and 2,000 empty fields would be two million values. */
    @Test
    void takesNoMoreMemoryThanAListIsWorth() {
        TemplateField[] fields = new TemplateField[2_001];
        Arrays.fill(fields, iana(1, 0));
        fields[0] = iana(4, 1);
        TemplateDefinition wide = TemplateDefinition.of(500, fields);
        RecordWriter[] thousand = new RecordWriter[1_000];
        Arrays.fill(thousand, (RecordWriter) record -> record.uint8(6));
        byte[] list = subTemplateList(ALL_OF, wide, thousand);
        byte[] message =
                new IpfixWriter(7)
                        .begin(1)
                        .template(wide)
                        .template(SUB)
                        .data(SUB, record -> record.variableLength(list))
                        .toBytes();

        assertThat(records.ofOnly(message).get(0).value())
                .isEqualTo(new RawValue.Text(HexFormat.of().formatHex(list)));
    }

    private RawValue read(TemplateDefinition template, byte... list) {
        byte[] message =
                new IpfixWriter(7)
                        .begin(1)
                        .template(BASIC)
                        .template(SUB)
                        .template(MULTI)
                        .data(template, record -> record.variableLength(list))
                        .toBytes();
        return records.ofOnly(message).get(0).value();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
