package io.weir.codec.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class NetflowV9WriterTest {

    private static final TemplateDefinition FLOWS =
            TemplateDefinition.of(256, TemplateField.iana(8, 4), TemplateField.iana(4, 1));
    private static final TemplateDefinition SAMPLERS =
            TemplateDefinition.ofOptions(
                    257, 1, TemplateField.iana(1, 4), TemplateField.iana(48, 1));

    @Test
    void writesTemplatesOptionsAndDataAsInTheRfc() {
        byte[] datagram =
                new NetflowV9Writer(7)
                        .nextSequence(3)
                        .begin(0x65432100, 0x10000)
                        .template(FLOWS)
                        .template(SAMPLERS)
                        .data(FLOWS, NetflowV9WriterTest::flow, NetflowV9WriterTest::flow)
                        .toBytes();

        assertThat(datagram)
                .isEqualTo(
                        Hex.bytes(
                                "0009 0004 00010000 65432100 00000003 00000007",
                                "0000 0010 0100 0002 0008 0004 0004 0001",
                                "0001 0014 0101 0004 0004 0001 0004 0030 0001 0000",
                                "0100 0010 0a010203 06 0a010203 06 0000"));
    }

    @Test
    void numbersDatagrams() {
        NetflowV9Writer writer = new NetflowV9Writer(1);

        byte[] first = writer.begin(0, 0).data(FLOWS, NetflowV9WriterTest::flow).toBytes();
        byte[] second = writer.begin(0, 0).toBytes();

        assertThat(ByteBuffer.wrap(first).getInt(12)).isZero();
        assertThat(ByteBuffer.wrap(second).getInt(12)).isOne();
    }

    @Test
    void appendsRecordsToTheOpenSetOfTheirTemplate() {
        NetflowV9Writer writer = new NetflowV9Writer(1);

        byte[] datagram =
                writer.begin(0, 0)
                        .record(FLOWS, NetflowV9WriterTest::flow)
                        .record(FLOWS, NetflowV9WriterTest::flow)
                        .toBytes();

        assertThat(datagram).hasSize(20 + 4 + 10 + 2);
        assertThat(datagram[3]).isEqualTo((byte) 2);
    }

    @Test
    void refusesEnterpriseElement() {
        TemplateDefinition template =
                TemplateDefinition.of(300, TemplateField.enterprise(9, 12232, 4));
        NetflowV9Writer writer = new NetflowV9Writer(1).begin(0, 0);

        assertThatThrownBy(() -> writer.template(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("300");
    }

    @Test
    void writesRawSetWithFalseLengthAndFalseCount() {
        byte[] datagram =
                new NetflowV9Writer(1)
                        .begin(0, 0)
                        .rawSet(300, 2, (byte) 5)
                        .statedCount(0xffff)
                        .toBytes();

        assertThat(datagram).hasSize(25).endsWith(Hex.bytes("012c 0002 05"));
        assertThat(datagram).startsWith(Hex.bytes("0009 ffff"));
    }

    private static void flow(WireBuffer record) {
        record.uint32(0x0a010203).uint8(6);
    }
}
