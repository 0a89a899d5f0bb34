package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.VARIABLE_LENGTH;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.Malformation;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest.Finding;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that describe the exporter are counted and never taken for flows. */
class OptionsTemplatesTest {

    private static final long EXPORT_SECONDS = 1_700_000_000L;
    private static final TemplateDefinition FLOWS =
            TemplateDefinition.of(256, iana(Elements.OCTET_DELTA_COUNT, 4));
    private static final TemplateDefinition SAMPLERS =
            TemplateDefinition.ofOptions(
                    257, 1, iana(Elements.SELECTOR_ID, 4), iana(Elements.SAMPLING_INTERVAL, 4));
    private static final TemplateDefinition INTERFACES =
            TemplateDefinition.ofOptions(
                    258,
                    1,
                    iana(Elements.INGRESS_INTERFACE, 4),
                    iana(Elements.INTERFACE_NAME, VARIABLE_LENGTH));
    private static final RecordWriter SAMPLER = record -> record.uint32(1).uint32(100);
    private static final RecordWriter TEN_BYTES = record -> record.uint32(10);

    private final SessionUnderTest session = new SessionUnderTest();

    @Test
    void countsOptionsRecordsOfNetflowV9() {
        byte[] datagram =
                new NetflowV9Writer(1)
                        .begin(EXPORT_SECONDS, 0)
                        .template(SAMPLERS)
                        .template(FLOWS)
                        .data(SAMPLERS, SAMPLER, SAMPLER)
                        .data(FLOWS, TEN_BYTES)
                        .toBytes();

        assertOneFlowOfTenBytes(datagram);
        assertThat(session.optionsRecords()).isEqualTo(2);
    }

    @Test
    void countsOptionsRecordsOfIpfix() {
        byte[] message =
                new IpfixWriter(1)
                        .begin(EXPORT_SECONDS)
                        .template(SAMPLERS)
                        .template(FLOWS)
                        .data(SAMPLERS, SAMPLER, SAMPLER, SAMPLER)
                        .data(FLOWS, TEN_BYTES)
                        .toBytes();

        assertOneFlowOfTenBytes(message);
        assertThat(session.optionsRecords()).isEqualTo(3);
    }

    @Test
    void countsOptionsRecordsOfVariableLength() {
        byte[] message =
                new IpfixWriter(1)
                        .begin(EXPORT_SECONDS)
                        .template(INTERFACES)
                        .template(FLOWS)
                        .data(
                                INTERFACES,
                                record -> record.uint32(1).variableLength(new byte[20]),
                                record -> record.uint32(2).variableLength(new byte[300]))
                        .data(FLOWS, TEN_BYTES)
                        .toBytes();

        assertOneFlowOfTenBytes(message);
        assertThat(session.optionsRecords()).isEqualTo(2);
    }

    @Test
    void reportsAnOptionsRecordThatReachesBeyondItsSet() {
        byte[] message =
                new IpfixWriter(1)
                        .begin(EXPORT_SECONDS)
                        .template(INTERFACES)
                        .rawSet(258, 4 + 5, HexFormat.of().parseHex("00000001ff"))
                        .toBytes();

        session.receive(message);

        assertThat(session.optionsRecords()).isZero();
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.RECORD_BEYOND_SET, message.length - 5));
    }

    /**
     * The figure of RFC 3954 §6.1: scope and option lengths in bytes, two bytes of padding. Those
     * of IPFIX are counts of fields.
     */
    @Test
    void readsTheLayoutOfRfc3954() {
        byte[] set =
                HexFormat.of()
                        .parseHex(
                                "0101 0004 0008 0001 0004 0022 0004 0023 0001 0000"
                                        .replace(" ", ""));
        byte[] datagram =
                new NetflowV9Writer(1)
                        .begin(EXPORT_SECONDS, 0)
                        .rawSet(1, 4 + set.length, set)
                        .data(
                                TemplateDefinition.ofOptions(
                                        257, 1, iana(1, 4), iana(34, 4), iana(35, 1)),
                                record -> record.uint32(1).uint32(100).uint8(2),
                                record -> record.uint32(2).uint32(100).uint8(2))
                        .toBytes();

        assertThat(session.recordsOf(datagram)).isEmpty();
        assertThat(session.optionsRecords()).isEqualTo(2);
        assertThat(session.templateEvents()).containsExactly("added");
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void readsScopesOfLengthZero() {
        TemplateDefinition ofTheExporter =
                TemplateDefinition.ofOptions(257, 1, iana(1, 0), iana(34, 4));
        byte[] datagram =
                new NetflowV9Writer(1)
                        .begin(EXPORT_SECONDS, 0)
                        .template(ofTheExporter)
                        .data(ofTheExporter, record -> record.uint32(100))
                        .toBytes();

        session.receive(datagram);

        assertThat(session.optionsRecords()).isEqualTo(1);
    }

    @Test
    void readsOptionsTemplatesOfNetflowV9WithoutScope() {
        byte[] set = HexFormat.of().parseHex("010100000004" + "00220004" + "0000");
        byte[] datagram =
                new NetflowV9Writer(1)
                        .begin(EXPORT_SECONDS, 0)
                        .rawSet(1, 4 + set.length, set)
                        .rawSet(257, 8, HexFormat.of().parseHex("00000064"))
                        .toBytes();

        session.receive(datagram);

        assertThat(session.optionsRecords()).isEqualTo(1);
        assertThat(session.findings()).isEmpty();
    }

    /** Some exporters pad to 8 bytes, some not at all, and some state lengths of whole words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0101 0004 0004 0001 0004 0022 0004",
                "0101 0004 0004 0001 0004 0022 0004 00",
                "0101 0004 0004 0001 0004 0022 0004 000000",
                "0101 0004 0004 0001 0004 0022 0004 00000000 0000",
                "0101 0004 0004 0001 0004 0022 0004 00000000 00000000",
                "0101 0004 0006 0001 0004 0022 0004 0000",
                "0101 0005 0007 0001 0004 0022 0004"
            })
    void toleratesAnyPaddingOfOptionsTemplates(String template) {
        byte[] set = HexFormat.of().parseHex(template.replace(" ", ""));
        byte[] datagram =
                new NetflowV9Writer(1)
                        .begin(EXPORT_SECONDS, 0)
                        .rawSet(1, 4 + set.length, set)
                        .rawSet(257, 12, HexFormat.of().parseHex("0000000100000064"))
                        .template(FLOWS)
                        .data(FLOWS, TEN_BYTES)
                        .toBytes();

        assertOneFlowOfTenBytes(datagram);
        assertThat(session.optionsRecords()).isEqualTo(1);
        assertThat(session.templateEvents()).containsExactly("added", "added");
    }

    @Test
    void takesAnOptionsTemplateForARedefinitionOfATemplateWithItsId() {
        TemplateDefinition flows = TemplateDefinition.of(257, iana(1, 4), iana(2, 4));
        NetflowV9Writer writer = new NetflowV9Writer(1);

        session.receive(writer.begin(EXPORT_SECONDS, 0).template(flows).toBytes());
        byte[] datagram =
                writer.begin(EXPORT_SECONDS, 0)
                        .template(SAMPLERS)
                        .data(SAMPLERS, SAMPLER)
                        .toBytes();

        assertThat(session.recordsOf(datagram)).isEmpty();
        assertThat(session.optionsRecords()).isEqualTo(1);
        assertThat(session.templateEvents()).containsExactly("added", "redefined");
    }

    private void assertOneFlowOfTenBytes(byte[] datagram) {
        assertThat(session.recordsOf(datagram))
                .singleElement()
                .satisfies(flow -> assertThat(flow).containsEntry(FlowField.BYTES, 10L));
        assertThat(session.findings()).isEmpty();
    }
}
