package io.weir.codec.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class NetflowV5WriterTest {

    private static final long EXPORT_MILLIS = 0x6543_2100L * 1000 + 250;

    @Test
    void writesHeaderAndRecordAsInCiscosTables() {
        NetflowV5Writer writer = new NetflowV5Writer(1, 7).sampling(1, 100).nextSequence(41);

        writer.begin(EXPORT_MILLIS, 0x0001_0000)
                .record()
                .addresses(0x0a01_0002L, 0xc633_6405L)
                .nextHop(0x0a01_0001)
                .interfaces(3, 4)
                .packets(5)
                .octets(0x1_0000)
                .uptimes(0xf000, 0xff00)
                .ports(51000, 443)
                .tcpFlags(0x1b)
                .protocol(6)
                .tos(0x28)
                .autonomousSystems(64500, 64510)
                .prefixLengths(20, 24);

        assertThat(writer.toBytes())
                .isEqualTo(
                        Hex.bytes(
                                "0005 0001 00010000 65432100 0ee6b280 00000029 01 07 4064",
                                "0a010002 c6336405 0a010001 0003 0004 00000005 00010000",
                                "0000f000 0000ff00 c738 01bb 00 1b 06 28 fbf4 fbfe 14 18 0000"));
    }

    @Test
    void numbersDatagramsByTheFlowsBefore() {
        NetflowV5Writer writer = new NetflowV5Writer(0, 0);
        writer.begin(0, 0);
        for (int i = 0; i < NetflowV5Writer.MAX_RECORDS; i++) {
            writer.record();
        }

        assertThat(sequence(writer.toBytes())).isZero();
        assertThat(sequence(writer.begin(0, 0).toBytes())).isEqualTo(30);
    }

    @Test
    void refusesThirtyFirstRecord() {
        NetflowV5Writer writer = new NetflowV5Writer(0, 0).begin(0, 0);
        for (int i = 0; i < NetflowV5Writer.MAX_RECORDS; i++) {
            writer.record();
        }

        assertThatThrownBy(writer::record)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("30");
    }

    @Test
    void statesFalseCountAndAddsTrailingBytesWhenAsked() {
        byte[] datagram =
                new NetflowV5Writer(0, 0).begin(0, 0).statedCount(9).raw((byte) 1).toBytes();

        assertThat(datagram).hasSize(25).endsWith(1);
        assertThat(datagram[3]).isEqualTo((byte) 9);
    }

    private static int sequence(byte[] datagram) {
        return ByteBuffer.wrap(datagram).getInt(16);
    }
}
