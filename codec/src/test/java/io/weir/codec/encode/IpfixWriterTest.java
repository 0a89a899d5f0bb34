package io.weir.codec.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class IpfixWriterTest {

    private static final TemplateDefinition FLOWS =
            TemplateDefinition.of(
                    256,
                    TemplateField.iana(8, 4),
                    TemplateField.enterprise(29305, 1, 8),
                    TemplateField.iana(82, TemplateField.VARIABLE_LENGTH));
    private static final TemplateDefinition SELECTORS =
            TemplateDefinition.ofOptions(
                    257, 1, TemplateField.iana(302, 4), TemplateField.iana(304, 2));
    private static final TemplateDefinition ONE_OCTET =
            TemplateDefinition.of(258, TemplateField.iana(4, 1));

    @Test
    void writesTemplatesOptionsAndDataAsInTheRfc() {
        byte[] message =
                new IpfixWriter(7)
                        .nextSequence(3)
                        .begin(0x65432100)
                        .template(FLOWS)
                        .template(SELECTORS)
                        .data(FLOWS, IpfixWriterTest::flow)
                        .toBytes();

        assertThat(message)
                .isEqualTo(
                        Hex.bytes(
                                "000a 0050 65432100 00000003 00000007",
                                "0002 0018 0100 0003 0008 0004 8001 0008 00007279 0052 ffff",
                                "0003 0014 0101 0002 0001 012e 0004 0130 0002 0000",
                                "0100 0014 0a010203 0000000000000400 03 657468"));
    }

    @Test
    void numbersMessagesByTheDataRecordsBefore() {
        IpfixWriter writer = new IpfixWriter(1);

        byte[] first =
                writer.begin(0)
                        .template(FLOWS)
                        .template(SELECTORS)
                        .data(SELECTORS, record -> record.uint32(1).uint16(1))
                        .data(FLOWS, IpfixWriterTest::flow, IpfixWriterTest::flow)
                        .toBytes();

        assertThat(sequence(first)).isZero();
        assertThat(sequence(writer.begin(0).toBytes())).isEqualTo(3);
    }

    @Test
    void leavesOutPaddingThatCouldBeReadAsRecords() {
        byte[] message =
                new IpfixWriter(1).begin(0).data(ONE_OCTET, record -> record.uint8(6)).toBytes();

        assertThat(message).hasSize(16 + 5).endsWith(Hex.bytes("0102 0005 06"));
    }

    @Test
    void withdrawsTemplates() {
        byte[] message =
                new IpfixWriter(1)
                        .begin(0)
                        .withdraw(FLOWS)
                        .withdraw(SELECTORS)
                        .withdrawAllTemplates()
                        .withdrawAllOptionsTemplates()
                        .toBytes();

        assertThat(message)
                .endsWith(
                        Hex.bytes(
                                "0002 0008 0100 0000",
                                "0003 0008 0101 0000",
                                "0002 0008 0002 0000",
                                "0003 0008 0003 0000"));
    }

    @Test
    void foretellsTheLengthWithOneMoreRecord() {
        IpfixWriter writer = new IpfixWriter(1).begin(0);

        int boundOfFirst = writer.lengthWith(SELECTORS);
        writer.record(SELECTORS, IpfixWriterTest::selector);
        int boundOfSecond = writer.lengthWith(SELECTORS);
        writer.record(SELECTORS, IpfixWriterTest::selector);

        assertThat(boundOfFirst).isBetween(16 + 4 + 6, 16 + 4 + 6 + 6);
        assertThat(writer.finish().length())
                .isEqualTo(16 + 4 + 2 * 6)
                .isLessThanOrEqualTo(boundOfSecond);
    }

    @Test
    void refusesRecordOfAnotherLengthThanItsTemplate() {
        IpfixWriter writer = new IpfixWriter(1).begin(0);

        assertThatThrownBy(() -> writer.data(SELECTORS, record -> record.uint8(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A record of template 257 has 6 bytes, but 1 were written.");
        assertThatThrownBy(() -> writer.begin(0).data(FLOWS, record -> record.uint8(1)))
                .hasMessageContaining("at least 13");
    }

    @Test
    void writesRawSetWithFalseLengths() {
        byte[] message =
                new IpfixWriter(1)
                        .begin(0)
                        .rawSet(258, 3)
                        .raw((byte) 0xab)
                        .statedLength(9000)
                        .toBytes();

        assertThat(message).hasSize(21).endsWith(Hex.bytes("0102 0003 ab"));
        assertThat(message).startsWith(Hex.bytes("000a 2328"));
    }

    @Test
    void writesLongAndShortVariableValuesAndReducedSizes() {
        WireBuffer buffer = new WireBuffer();
        buffer.variableLength(new byte[254]).variableLength(new byte[255]).uint(0x1_0203, 3);

        assertThat(buffer.toBytes())
                .hasSize(255 + 258 + 3)
                .startsWith(254)
                .endsWith(1, 2, 3)
                .containsSequence(255, 0, 255);
    }

    @Test
    void writesAddressesOfBothFamilies() {
        WireBuffer buffer = new WireBuffer();
        buffer.address(IpAddress.ofIpv4(0x0a010203))
                .address(new IpAddress(0x20010db8_00000000L, 1));

        assertThat(buffer.toBytes())
                .isEqualTo(Hex.bytes("0a010203 20010db8 00000000 00000000 00000001"));
    }

    @Test
    void refusesTemplatesThatCannotBe() {
        assertThatThrownBy(() -> TemplateDefinition.of(255)).hasMessageContaining("255");
        assertThatThrownBy(() -> TemplateDefinition.ofOptions(256, 0, TemplateField.iana(1, 4)))
                .hasMessageContaining("1 to 1");
        assertThatThrownBy(() -> TemplateField.iana(1, 65536)).hasMessageContaining("65536");
    }

    private static void flow(WireBuffer record) {
        record.uint32(0x0a010203).uint64(0x400);
        record.variableLength((byte) 'e', (byte) 't', (byte) 'h');
    }

    private static void selector(WireBuffer record) {
        record.uint32(1).uint16(1);
    }

    private static int sequence(byte[] message) {
        return ByteBuffer.wrap(message).getInt(8);
    }
}
