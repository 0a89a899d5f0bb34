package io.weir.codec.raw;

import static io.weir.codec.encode.TemplateField.VARIABLE_LENGTH;
import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.codec.Malformation;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.session.SessionUnderTest.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawRecordReaderTest {

    private static final long EXPORT_SECONDS = 1_700_000_000L;
    private static final long REVERSE = 29_305;

    private final RecordedRecords records = new RecordedRecords();

    @Test
    void givesRecordsOfFlowsAndOptionsInTheOrderOfTheDatagram() {
        TemplateDefinition flows = TemplateDefinition.of(256, iana(1, 4));
        TemplateDefinition options =
                TemplateDefinition.ofOptions(257, 1, iana(149, 4), iana(34, 4));

        List<RawRecord> read =
                records.of(
                        new IpfixWriter(7)
                                .begin(EXPORT_SECONDS)
                                .template(flows)
                                .template(options)
                                .data(flows, record -> record.uint32(1), record -> record.uint32(2))
                                .data(options, record -> record.uint32(7).uint32(100))
                                .toBytes());

        assertThat(read)
                .extracting(RawRecord::type, RawRecord::template, RawRecord::domain)
                .containsExactly(
                        tuple(RecordType.DATA, 256, 7L),
                        tuple(RecordType.DATA, 256, 7L),
                        tuple(RecordType.OPTIONS, 257, 7L));
        assertThat(read).extracting(RawRecord::protocol).containsOnly(ExportProtocol.IPFIX);
        assertThat(read.get(1).fields()).hasToString("[octetDeltaCount=Unsigned[bits=2]]");
    }

    @Test
    void namesReverseElements() {
        TemplateDefinition biflow =
                TemplateDefinition.of(256, iana(1, 4), enterprise(REVERSE, 1, 4));

        List<RawField> fields =
                records.ofOnly(
                        new IpfixWriter(7)
                                .begin(EXPORT_SECONDS)
                                .template(biflow)
                                .data(biflow, record -> record.uint32(1).uint32(2))
                                .toBytes());

        assertThat(names(fields)).containsExactly("octetDeltaCount", "reverseOctetDeltaCount");
        assertThat(fields.get(1).element().enterprise()).isEqualTo(REVERSE);
        assertThat(fields.get(1).value()).isEqualTo(new RawValue.Unsigned(2));
    }

    @Test
    void keepsElementsThatItDoesNotKnow() {
        TemplateDefinition unknown =
                TemplateDefinition.of(
                        256,
                        enterprise(0xffff_ffffL, 32_767, VARIABLE_LENGTH),
                        iana(32_766, 2),
                        iana(1, 0));

        List<RawField> fields =
                records.ofOnly(
                        new IpfixWriter(7)
                                .begin(EXPORT_SECONDS)
                                .template(unknown)
                                .data(
                                        unknown,
                                        record ->
                                                record.variableLength((byte) 0xca, (byte) 0xfe)
                                                        .uint16(0xbeef))
                                .toBytes());

        assertThat(names(fields)).containsExactly("4294967295.32767", "0.32766", "octetDeltaCount");
        assertThat(fields)
                .extracting(RawField::value)
                .containsExactly(
                        new RawValue.Text("cafe"),
                        new RawValue.Text("beef"),
                        new RawValue.Text(""));
        assertThat(fields).extracting(RawField::length).containsExactly(2, 2, 0);
        assertThat(fields).extracting(RawField::hex).containsExactly("cafe", "beef", "");
    }

    /** RFC 3954 §6.1; the highest bit of a type is a part of it, unlike in IPFIX. */
    @Test
    void tellsScopesOfNetflowV9FromItsFields() {
        TemplateDefinition options =
                TemplateDefinition.ofOptions(300, 1, iana(1, 4), iana(1, 4), iana(40_001, 2));

        List<RawField> fields =
                records.ofOnly(
                        new NetflowV9Writer(7)
                                .begin(EXPORT_SECONDS, 0)
                                .template(options)
                                .data(options, record -> record.uint32(5).uint32(6).uint16(7))
                                .toBytes());

        assertThat(fields)
                .extracting(field -> field.element().enterprise(), field -> field.element().id())
                .containsExactly(tuple(-1L, 1), tuple(0L, 1), tuple(0L, 40_001));
        assertThat(names(fields).get(1)).isEqualTo("octetDeltaCount");
    }

    @Test
    void readsScopesOfNoBytes() {
        TemplateDefinition options = TemplateDefinition.ofOptions(300, 1, iana(1, 0), iana(34, 4));

        List<RawField> fields =
                records.ofOnly(
                        new NetflowV9Writer(7)
                                .begin(EXPORT_SECONDS, 0)
                                .template(options)
                                .data(options, record -> record.uint32(100))
                                .toBytes());

        assertThat(fields).extracting(RawField::length).containsExactly(0, 4);
        assertThat(fields.get(1).value()).isEqualTo(new RawValue.Unsigned(100));
    }

    @Test
    void givesDuplicateElementsAsOftenAsTheyAreThere() {
        TemplateDefinition twice = TemplateDefinition.of(256, iana(10, 4), iana(10, 2));

        List<RawField> fields =
                records.ofOnly(
                        new IpfixWriter(7)
                                .begin(EXPORT_SECONDS)
                                .template(twice)
                                .data(twice, record -> record.uint32(1).uint16(2))
                                .toBytes());

        assertThat(names(fields)).containsExactly("ingressInterface", "ingressInterface");
        assertThat(fields)
                .extracting(RawField::value)
                .containsExactly(new RawValue.Unsigned(1), new RawValue.Unsigned(2));
    }

    @Test
    void givesRecordsOfNetflowV5ByTheElementsOfIana() {
        NetflowV5Writer writer = new NetflowV5Writer(0, 3).begin(EXPORT_SECONDS * 1_000, 60_000);
        writer.record().addresses(0xc0000201L, 0xc0000202L).octets(1_500);
        writer.record().octets(2);

        List<RawRecord> read = records.of(writer.toBytes());

        assertThat(read).hasSize(2);
        assertThat(read.get(0).template()).isZero();
        assertThat(read.get(0).domain()).isEqualTo(3);
        assertThat(read.get(0).fields())
                .extracting(Object::toString)
                .contains(
                        "sourceIPv4Address=Text[text=192.0.2.1]",
                        "octetDeltaCount=Unsigned[bits=1500]");
    }

    @Test
    void givesTheRecordsBeforeOneThatIsCutOff() {
        TemplateDefinition named = TemplateDefinition.of(256, iana(82, VARIABLE_LENGTH));

        List<RawRecord> read =
                records.of(
                        new IpfixWriter(7)
                                .begin(EXPORT_SECONDS)
                                .template(named)
                                .rawSet(256, 8, (byte) 1, (byte) 'a', (byte) 9, (byte) 'b')
                                .toBytes());

        assertThat(read)
                .singleElement()
                .satisfies(
                        record ->
                                assertThat(record.fields().get(0).value())
                                        .isEqualTo(new RawValue.Text("a")));
        assertThat(records.session().findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.RECORD_BEYOND_SET);
    }

    private static List<String> names(List<RawField> fields) {
        return fields.stream().map(field -> field.element().name()).toList();
    }
}
