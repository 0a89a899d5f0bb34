package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.VARIABLE_LENGTH;
import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest.Finding;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpfixTest {

    private static final long EXPORT_SECONDS = 1_700_000_000L;
    private static final long DOMAIN = 0xffff_fffeL;
    private static final long REVERSE_ELEMENTS = 29_305;

    private final SessionUnderTest session = new SessionUnderTest();
    private final IpfixWriter writer = new IpfixWriter(DOMAIN);

    @Test
    void readsTheHeader() {
        writer.nextSequence(41);

        FlowBatch batch = session.receive(writer.begin(0xffff_ffffL).toBytes());

        assertThat(batch.protocol()).isEqualTo(ExportProtocol.IPFIX);
        assertThat(batch.domain()).isEqualTo(DOMAIN);
        assertThat(batch.sequence()).isEqualTo(41);
        assertThat(batch.exportMillis()).isEqualTo(0xffff_ffffL * 1_000);
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void skipsEnterpriseElementsByTheirLength() {
        TemplateDefinition biflow =
                TemplateDefinition.of(
                        256,
                        enterprise(REVERSE_ELEMENTS, Elements.OCTET_DELTA_COUNT, 8),
                        iana(Elements.OCTET_DELTA_COUNT, 8),
                        enterprise(0xffff_ffffL, 32_767, VARIABLE_LENGTH),
                        iana(Elements.PACKET_DELTA_COUNT, 8));

        Map<FlowField, Object> flow =
                flow(
                        biflow,
                        record ->
                                record.uint64(999)
                                        .uint64(10)
                                        .variableLength(new byte[7])
                                        .uint64(2));

        assertThat(flow).containsEntry(FlowField.BYTES, 10L).containsEntry(FlowField.PACKETS, 2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 254, 255, 256, 1_400})
    void readsPastValuesOfVariableLength(int length) {
        TemplateDefinition named =
                TemplateDefinition.of(
                        256,
                        iana(Elements.OCTET_DELTA_COUNT, 4),
                        iana(Elements.INTERFACE_NAME, VARIABLE_LENGTH),
                        iana(Elements.SOURCE_IPV4_ADDRESS, 4));
        byte[] message =
                writer.begin(EXPORT_SECONDS)
                        .template(named)
                        .data(
                                named,
                                record ->
                                        record.uint32(1)
                                                .variableLength(new byte[length])
                                                .uint32(0x0a000001),
                                record ->
                                        record.uint32(2)
                                                .variableLength(new byte[3])
                                                .uint32(0x0a000002))
                        .toBytes();

        assertThat(session.recordsOf(message))
                .satisfiesExactly(
                        flow ->
                                assertThat(flow)
                                        .containsEntry(FlowField.BYTES, 1L)
                                        .containsEntry(
                                                FlowField.SOURCE_ADDRESS,
                                                IpAddress.ofIpv4(0x0a000001)),
                        flow ->
                                assertThat(flow)
                                        .containsEntry(FlowField.BYTES, 2L)
                                        .containsEntry(
                                                FlowField.SOURCE_ADDRESS,
                                                IpAddress.ofIpv4(0x0a000002)));
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void readsShortValuesWithALengthOfThreeBytes() {
        TemplateDefinition named =
                TemplateDefinition.of(
                        256,
                        iana(Elements.INTERFACE_NAME, VARIABLE_LENGTH),
                        iana(Elements.OCTET_DELTA_COUNT, 1));

        Map<FlowField, Object> flow =
                flow(named, record -> record.uint8(255).uint16(2).uint16(0x6161).uint8(9));

        assertThat(flow).containsEntry(FlowField.BYTES, 9L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsIntegersOfReducedSize(int size) {
        long value = 0xf1f2_f3f4_f5f6_f7f8L >>> (64 - 8 * size);
        TemplateDefinition reduced =
                TemplateDefinition.of(
                        256,
                        iana(Elements.INGRESS_INTERFACE, 1),
                        iana(Elements.OCTET_DELTA_COUNT, size),
                        iana(Elements.PACKET_DELTA_COUNT, 8));

        Map<FlowField, Object> flow =
                flow(reduced, record -> record.uint8(3).uint(value, size).uint64(2));

        assertThat(flow)
                .containsEntry(FlowField.INPUT_INTERFACE, 3L)
                .containsEntry(FlowField.BYTES, value)
                .containsEntry(FlowField.PACKETS, 2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsIntegersWhoseLengthStandsInTheRecord(int size) {
        long value = 0xf1f2_f3f4_f5f6_f7f8L >>> (64 - 8 * size);
        TemplateDefinition variable =
                TemplateDefinition.of(256, iana(Elements.OCTET_DELTA_COUNT, VARIABLE_LENGTH));

        Map<FlowField, Object> flow =
                flow(variable, record -> record.uint8(size).uint(value, size));

        assertThat(flow).containsEntry(FlowField.BYTES, value);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 100})
    void leavesOutIntegersOfImpossibleLength(int size) {
        TemplateDefinition impossible =
                TemplateDefinition.of(
                        256,
                        iana(Elements.OCTET_DELTA_COUNT, size),
                        iana(Elements.SOURCE_IPV4_ADDRESS, 3),
                        iana(Elements.PACKET_DELTA_COUNT, 4));

        Map<FlowField, Object> flow =
                flow(impossible, record -> record.zeros(size).zeros(3).uint32(2));

        assertThat(flow).containsOnlyKeys(FlowField.PACKETS, FlowField.TEMPLATE_ID);
    }

    @Test
    void readsZeroLengthElements() {
        TemplateDefinition withEmpty =
                TemplateDefinition.of(
                        256,
                        iana(Elements.FLOW_START_SECONDS, 0),
                        iana(Elements.OCTET_DELTA_COUNT, 4),
                        iana(Elements.PADDING_OCTETS, 0));
        byte[] message =
                writer.begin(EXPORT_SECONDS)
                        .template(withEmpty)
                        .data(withEmpty, record -> record.uint32(1), record -> record.uint32(2))
                        .toBytes();

        assertThat(session.recordsOf(message))
                .extracting(flow -> flow.get(FlowField.BYTES))
                .containsExactly(1L, 2L);
    }

    @Test
    void reportsWhatFollowsTheMessageInTheDatagram() {
        TemplateDefinition bytes = TemplateDefinition.of(256, iana(Elements.OCTET_DELTA_COUNT, 4));
        byte[] message =
                writer.begin(EXPORT_SECONDS)
                        .template(bytes)
                        .data(bytes, record -> record.uint32(1))
                        .toBytes();
        byte[] datagram =
                writer.begin(EXPORT_SECONDS)
                        .template(bytes)
                        .data(bytes, record -> record.uint32(1))
                        .data(bytes, record -> record.uint32(2))
                        .statedLength(message.length)
                        .toBytes();

        assertThat(session.recordsOf(datagram)).hasSize(1);
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.TRAILING_BYTES, message.length));
    }

    @Test
    void readsAndReportsASetThatReachesBeyondTheStatedLength() {
        TemplateDefinition bytes = TemplateDefinition.of(256, iana(Elements.OCTET_DELTA_COUNT, 4));
        int length =
                writer.begin(EXPORT_SECONDS)
                        .template(bytes)
                        .data(bytes, record -> record.uint32(1))
                        .finish()
                        .length();
        byte[] datagram = writer.statedLength(length - 2).toBytes();

        assertThat(session.recordsOf(datagram)).hasSize(1);
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.SET_BEYOND_DATAGRAM, length - 8));
    }

    private Map<FlowField, Object> flow(TemplateDefinition template, RecordWriter record) {
        byte[] message =
                writer.begin(EXPORT_SECONDS).template(template).data(template, record).toBytes();
        Map<FlowField, Object> flow = session.recordsOf(message).get(0);
        assertThat(session.findings()).isEmpty();
        return flow;
    }
}
