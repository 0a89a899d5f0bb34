package io.weir.job.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.codec.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapWriterTest {

    private static final IpAddress V4_A = IpAddress.ofIpv4(0xc0000201L);
    private static final IpAddress V4_B = IpAddress.ofIpv4(0xc00002feL);
    private static final IpAddress V6_A = new IpAddress(0x2001_0db8_0000_0000L, 1);
    private static final IpAddress V6_B = new IpAddress(0x2001_0db8_0000_0000L, 2);

    @TempDir Path folder;

    @Test
    void writesFileAndRecordHeadersAsSpecified() throws IOException {
        Path file = folder.resolve("one.pcap");
        try (PcapWriter writer = PcapWriter.open(file)) {
            writer.writeFrame(1_700_000_000_123_456L, new byte[] {1, 2, 3});
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getInt(0)).isEqualTo(0xa1b2c3d4);
        assertThat(bytes.getShort(4)).isEqualTo((short) 2);
        assertThat(bytes.getShort(6)).isEqualTo((short) 4);
        assertThat(bytes.getInt(20)).isEqualTo(1);
        assertThat(bytes.getInt(24)).isEqualTo(1_700_000_000);
        assertThat(bytes.getInt(28)).isEqualTo(123_456);
        assertThat(bytes.getInt(32)).isEqualTo(3);
        assertThat(bytes.getInt(36)).isEqualTo(3);
        assertThat(bytes.limit()).isEqualTo(24 + 16 + 3);
    }

    @Test
    void framesUdpOverIpv4WithRightChecksums() {
        byte[] frame = IpFrame.udp(V4_A, 50_000, V4_B, 2055, "hello".getBytes(US_ASCII), 0, 5);
        assertThat(HexFormat.of().formatHex(frame))
                .isEqualTo(
                        "020000000002020000000001" // Ethernet addresses
                                + "0800"
                                + "450000210000400040" // … 33 bytes, do not fragment, 64 hops
                                + "11b5cc"
                                + "c0000201c00002fe"
                                + "c3500807000d"
                                + "6baa"
                                + "68656c6c6f");
    }

    @Test
    void tsharkFindsNoWrongLengthOrChecksum() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/tshark")),
                "/usr/bin/tshark (Debian package tshark) is not installed");
        Path file = folder.resolve("mixed.pcap");
        byte[] payload = new byte[1500];
        try (PcapWriter writer = PcapWriter.open(file)) {
            for (int length : List.of(0, 1, 2, 1399, 1500)) {
                writer.write(1_000_000L, V4_A, 1, V4_B, 65_535, payload, 0, length);
                writer.write(2_000_000L, V6_A, 1, V6_B, 65_535, payload, 0, length);
                payload[length / 2] = (byte) (77 + length);
            }
        }
        Process tshark =
                new ProcessBuilder(
                                "/usr/bin/tshark -n -o ip.check_checksum:TRUE"
                                        .concat(" -o udp.check_checksum:TRUE -T fields")
                                        .concat(" -e ip.checksum.status")
                                        .concat(" -e udp.checksum.status")
                                        .concat(" -e udp.length -r ")
                                        .concat(file.toString())
                                        .split(" "))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> rows =
                new String(tshark.getInputStream().readAllBytes(), US_ASCII).lines().toList();
        assertThat(tshark.waitFor()).isZero();
        assertThat(rows)
                .containsExactly(
                        "1\t1\t8",
                        "\t1\t8",
                        "1\t1\t9",
                        "\t1\t9",
                        "1\t1\t10",
                        "\t1\t10",
                        "1\t1\t1407",
                        "\t1\t1407",
                        "1\t1\t1508",
                        "\t1\t1508");
    }

    @Test
    void refusesMixedFamiliesAndTooLongPayloads() {
        assertThatThrownBy(() -> IpFrame.udp(V4_A, 1, V6_A, 1, new byte[0], 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two families");
        assertThatThrownBy(() -> IpFrame.udp(V4_A, 1, V4_B, 1, new byte[65_508], 0, 65_508))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65516 bytes");
        assertThat(IpFrame.udp(V6_A, 1, V6_B, 1, new byte[65_527], 0, 65_527)).hasSize(65_589);
    }
}
