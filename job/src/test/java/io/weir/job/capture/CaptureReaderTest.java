package io.weir.job.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.weir.codec.IpAddress;
import io.weir.udp.Datagram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureReaderTest {

    private static final IpAddress EXPORTER = IpAddress.ofIpv4(0xc0000201L);
    private static final IpAddress COLLECTOR = IpAddress.ofIpv4(0xc00002feL);
    private static final IpAddress EXPORTER_V6 = new IpAddress(0x2001_0db8_0000_0000L, 1);
    private static final IpAddress COLLECTOR_V6 = new IpAddress(0x2001_0db8_0000_0000L, 2);
    private static final long SECONDS = 4_000_000_000L;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "BIG_ENDIAN, 0xa1b2c3d4, 123999",
        "LITTLE_ENDIAN, 0xa1b2c3d4, 123999",
        "BIG_ENDIAN, 0xa1b23c4d, 123999999",
        "LITTLE_ENDIAN, 0xa1b23c4d, 123999999"
    })
    void readsPcapOfBothByteOrdersAndResolutions(String order, String magic, long fraction)
            throws IOException {
        byte[] file =
                bytes(order)
                        .pcapHeader(Long.decode(magic).intValue(), PcapFormat.LINKTYPE_ETHERNET)
                        .pcapPacket(SECONDS, fraction, udp("one"))
                        .pcapPacket(SECONDS + 1, 0, udp("two"))
                        .toArray();
        Capture capture = read(file);
        assertThat(capture.payloads()).containsExactly("one", "two");
        Datagram first = capture.datagrams.get(0);
        assertThat(first.receivedMillis()).isEqualTo(4_000_000_000_123L);
        assertThat(new IpAddress(first.sourceHigh(), first.sourceLow())).isEqualTo(EXPORTER);
        assertThat(first.sourcePort()).isEqualTo(50_000);
        assertThat(capture.statistics.packets()).isEqualTo(2);
        assertThat(capture.statistics.datagrams()).isEqualTo(2);
        assertThat(capture.statistics.skipped()).isEmpty();
        assertThat(capture.statistics.cutAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BIG_ENDIAN", "LITTLE_ENDIAN"})
    void readsPcapngWithSeveralInterfacesAndUnknownBlocks(String order) throws IOException {
        byte[] nanos =
                bytes(order)
                        .option(2, "eth0 ".getBytes(US_ASCII))
                        .option(9, new byte[] {9})
                        .option(0, new byte[0])
                        .toArray();
        byte[] binary = bytes(order).option(9, new byte[] {(byte) 0x8a}).toArray();
        byte[] shifted =
                bytes(order)
                        .option(
                                14,
                                order.startsWith("B")
                                        ? new byte[] {0, 0, 0, 0, 0, 0, 0, 100}
                                        : new byte[] {100, 0, 0, 0, 0, 0, 0, 0})
                        .toArray();
        byte[] file =
                bytes(order)
                        .sectionHeader()
                        .block(0x0bad, new byte[1001])
                        .interfaceDescription(PcapFormat.LINKTYPE_ETHERNET, 0, new byte[0])
                        .enhancedPacket(0, 5_000_999, udp("micros"))
                        .interfaceDescription(PcapFormat.LINKTYPE_RAW, 0, nanos)
                        .interfaceDescription(PcapFormat.LINKTYPE_ETHERNET, 0, binary)
                        .interfaceDescription(PcapFormat.LINKTYPE_ETHERNET, 0, shifted)
                        .enhancedPacket(1, 5_123_999_999L, ip(udp("nanos")))
                        .enhancedPacket(2, (5L << 10) + 512, udp("binary"))
                        .enhancedPacket(3, 7_000_000, udp("shifted"))
                        .simplePacket(udp("simple"), udp("simple").length)
                        .toArray();
        Capture capture = read(file);
        assertThat(capture.payloads())
                .containsExactly("micros", "nanos", "binary", "shifted", "simple");
        assertThat(capture.datagrams)
                .extracting(Datagram::receivedMillis)
                .containsExactly(5000L, 5123L, 5500L, 107_000L, 107_000L);
    }

    @Test
    void startsEachPcapngSectionWithItsOwnByteOrderAndInterfaces() throws IOException {
        byte[] big =
                bytes("BIG_ENDIAN")
                        .sectionHeader()
                        .interfaceDescription(PcapFormat.LINKTYPE_ETHERNET, 0, new byte[0])
                        .enhancedPacket(0, 1, udp("big"))
                        .toArray();
        byte[] little =
                bytes("LITTLE_ENDIAN")
                        .sectionHeader()
                        .interfaceDescription(PcapFormat.LINKTYPE_RAW, 0, new byte[0])
                        .enhancedPacket(0, 1, ip(udp("little")))
                        .toArray();
        assertThat(read(CaptureBytes.concat(big, little, big)).payloads())
                .containsExactly("big", "little", "big");
    }

    @Test
    void countsSimplePacketsTruncatedByTheSnapLength() throws IOException {
        byte[] file =
                bytes("BIG_ENDIAN")
                        .sectionHeader()
                        .interfaceDescription(PcapFormat.LINKTYPE_ETHERNET, 50, new byte[0])
                        .simplePacket(Arrays.copyOf(udp("123456789"), 50), 51)
                        .toArray();
        Capture capture = read(file);
        assertThat(capture.datagrams).isEmpty();
        assertThat(capture.statistics.skipped(SkipReason.TRUNCATED)).isEqualTo(1);
    }

    @Test
    void readsEachLinkType() throws IOException {
        byte[] v4 = ip(udp("v4"));
        byte[] v6 = ip(udp6("v6"));
        byte[] tagged = {0, 7, (byte) 0x81, 0, 0, 8, 8, 0};
        assertThat(payloadsOf(1, ether(0x0800, v4), ether(0x86dd, v6))).containsExactly("v4", "v6");
        assertThat(payloadsOf(1, ether(0x8100, tagged(0x0800, v4)), ether(0x88a8, tagged, v4)))
                .containsExactly("v4", "v4");
        byte[] cooked = {0, 4, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0};
        assertThat(payloadsOf(113, CaptureBytes.concat(cooked, v4))).containsExactly("v4");
        byte[] cookedV2 = new byte[20];
        cookedV2[0] = (byte) 0x86;
        cookedV2[1] = (byte) 0xdd;
        assertThat(payloadsOf(276, CaptureBytes.concat(cookedV2, v6))).containsExactly("v6");
        assertThat(payloadsOf(101, v4, v6)).containsExactly("v4", "v6");
        assertThat(payloadsOf(12, v4)).containsExactly("v4");
        assertThat(payloadsOf(228, v4)).containsExactly("v4");
        assertThat(payloadsOf(229, v6)).containsExactly("v6");
        assertThat(payloadsOf(0, CaptureBytes.concat(new byte[] {2, 0, 0, 0}, v4)))
                .containsExactly("v4");
        assertThat(payloadsOf(0, CaptureBytes.concat(new byte[] {30, 0, 0, 0}, v6)))
                .containsExactly("v6");
        assertThat(payloadsOf(108, CaptureBytes.concat(new byte[] {0, 0, 0, 24}, v6)))
                .containsExactly("v6");
    }

    @Test
    void countsWhatIsNotUdp() throws IOException {
        byte[] tcp = IpFrame.of(EXPORTER, COLLECTOR, IpFrame.TCP, new byte[20]);
        byte[] icmpV6 = IpFrame.of(EXPORTER_V6, COLLECTOR_V6, IpFrame.ICMPV6, new byte[8]);
        Capture capture =
                read(pcap(1, ether(0x0806, new byte[28]), tcp, icmpV6, udp("x"), new byte[3]));
        assertThat(capture.payloads()).containsExactly("x");
        assertThat(capture.statistics.skipped(SkipReason.NOT_IP)).isEqualTo(1);
        assertThat(capture.statistics.skipped(SkipReason.NOT_UDP)).isEqualTo(2);
        assertThat(capture.statistics.skipped(SkipReason.MALFORMED)).isEqualTo(1);
        assertThat(read(pcap(147, udp("x"))).statistics.skipped(SkipReason.UNKNOWN_LINK_TYPE))
                .isEqualTo(1);
    }

    @Test
    void stepsOverIpv4OptionsAndEthernetPadding() throws IOException {
        byte[] plain = ip(udp("options"));
        byte[] withOptions =
                CaptureBytes.concat(
                        Arrays.copyOf(plain, 20),
                        new byte[] {1, 1, 1, 0},
                        Arrays.copyOfRange(plain, 20, plain.length));
        withOptions[0] = 0x46;
        putShort(withOptions, 2, withOptions.length);
        assertThat(payloadsOf(1, ether(0x0800, withOptions), Arrays.copyOf(udp("pad"), 60)))
                .containsExactly("options", "pad");
    }

    @Test
    void stepsOverIpv6ExtensionHeaders() throws IOException {
        byte[] plain = ip(udp6("extended"));
        byte[] hopByHop = {60, 0, 1, 4, 0, 0, 0, 0};
        byte[] destinationOptions = new byte[16];
        destinationOptions[0] = 51;
        destinationOptions[1] = 1;
        byte[] authentication = new byte[24];
        authentication[0] = 44;
        authentication[1] = 4;
        byte[] atomicFragment = {17, 0, 0, 0, 0, 0, 0, 9};
        byte[] extended =
                CaptureBytes.concat(
                        Arrays.copyOf(plain, 40),
                        hopByHop,
                        destinationOptions,
                        authentication,
                        atomicFragment,
                        Arrays.copyOfRange(plain, 40, plain.length));
        extended[6] = 0;
        putShort(extended, 4, extended.length - 40);
        assertThat(payloadsOf(101, extended)).containsExactly("extended");
    }

    @Test
    void countsPacketsTruncatedBySnapLengthApartFromMalformedOnes() throws IOException {
        byte[] frame = udp("some payload");
        CaptureBytes file = bytes("BIG_ENDIAN").pcapHeader(0xa1b2c3d4, 1);
        for (int length = 0; length < frame.length; length++) {
            file.pcapPacket(1, 0, Arrays.copyOf(frame, length), frame.length);
            file.pcapPacket(1, 0, Arrays.copyOf(frame, length));
        }
        Capture capture = read(file.toArray());
        assertThat(capture.datagrams).isEmpty();
        assertThat(capture.statistics.skipped(SkipReason.TRUNCATED)).isEqualTo(frame.length);
        assertThat(capture.statistics.skipped(SkipReason.MALFORMED)).isEqualTo(frame.length);
    }

    @Test
    void givesWhatComesBeforeACutPacket() throws IOException {
        byte[] whole = pcap(1, udp("one"), udp("two"));
        int packet = 16 + udp("two").length;
        for (int missing = 1; missing < packet; missing++) {
            Capture capture = read(Arrays.copyOf(whole, whole.length - missing));
            assertThat(capture.payloads()).containsExactly("one");
            assertThat(capture.statistics.cutAt()).hasValue(whole.length - missing);
        }
    }

    @Test
    void namesFileOffsetAndExpectationOfDamage() throws IOException {
        byte[] damaged = pcap(1, udp("one"), udp("two"));
        int at = 24 + 16 + udp("one").length + 8;
        damaged[at] = 0x7f;
        assertThatThrownBy(() -> read(damaged))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("capture-")
                .hasMessageContaining("at offset " + at + " expected a packet of at most 262144");
        assertThatThrownBy(() -> read(Arrays.copyOf(damaged, 10)))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("expected a pcap file header of 24 bytes");
        assertThatThrownBy(() -> read("no capture".getBytes(US_ASCII)))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("at offset 0 expected pcap, pcapng");
        assertThatThrownBy(() -> read(new byte[0]))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("an empty file");
    }

    @Test
    void refusesPcapngBlocksThatContradictThemselves() throws IOException {
        CaptureBytes start =
                bytes("BIG_ENDIAN").sectionHeader().interfaceDescription(1, 0, new byte[0]);
        byte[] valid = start.enhancedPacket(0, 1, udp("one")).toArray();
        byte[] wrongTrailer = valid.clone();
        wrongTrailer[valid.length - 1]++;
        assertThatThrownBy(() -> read(wrongTrailer))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("the block length 80 again, found 81");
        byte[] unknownInterface = valid.clone();
        unknownInterface[28 + 20 + 8 + 3] = 1;
        assertThatThrownBy(() -> read(unknownInterface))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("an interface below 1, found 1");
        byte[] tooLong = valid.clone();
        tooLong[28 + 20 + 8 + 12 + 2] = 1;
        assertThatThrownBy(() -> read(tooLong))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("more bytes in the block");
    }

    @Test
    void joinsFragmentsInAnyOrder() throws IOException {
        String payload = "0123456789abcdef".repeat(200);
        List<byte[]> fragments = fragments(ip(udp(payload)), 7, 1480);
        assertThat(fragments).hasSize(3);
        Capture capture =
                read(
                        pcap(
                                101,
                                fragments.get(2),
                                fragments.get(0),
                                fragments.get(0),
                                ip(udp("in between")),
                                fragments.get(1)));
        assertThat(capture.payloads()).containsExactly("in between", payload);
        assertThat(capture.statistics.joinedFragments()).isEqualTo(3);
        assertThat(capture.statistics.skipped()).isEmpty();
    }

    @Test
    void joinsIpv6Fragments() throws IOException {
        String payload = "0123456789abcdef".repeat(100);
        byte[] whole = ip(udp6(payload));
        byte[] first = ipv6Fragment(whole, 0, 808, true);
        byte[] rest = ipv6Fragment(whole, 808, whole.length - 40 - 808, false);
        assertThat(read(pcap(101, first, rest)).payloads()).containsExactly(payload);
    }

    @Test
    void countsFragmentsWithoutTheirRest() throws IOException {
        List<byte[]> packets = new ArrayList<>();
        for (int id = 0; id < FragmentReassembler.MAX_PACKETS + 6; id++) {
            packets.add(fragments(ip(udp("x".repeat(3000))), id, 1480).get(0));
        }
        byte[] overlapping = fragments(ip(udp("x".repeat(3000))), 6, 1472).get(1);
        packets.add(overlapping);
        Capture capture = read(pcap(101, packets.toArray(byte[][]::new)));
        assertThat(capture.datagrams).isEmpty();
        assertThat(capture.statistics.skipped(SkipReason.FRAGMENT_WITHOUT_REST))
                .isEqualTo(packets.size());
    }

    @Test
    void givesUpFragmentsThatOverlapAlsoWhenTheirLengthsAddUp() throws IOException {
        byte[] whole = ip(udp("x".repeat(40)));
        byte[] first = fragment(whole, 7, 0, 16, true);
        byte[] overlapping = fragment(whole, 7, 8, 24, true);
        byte[] lastBehindAHole = fragment(whole, 7, 32, 48, false);
        Capture capture = read(pcap(101, first, overlapping, lastBehindAHole));
        assertThat(capture.datagrams).isEmpty();
        assertThat(capture.statistics.skipped(SkipReason.FRAGMENT_WITHOUT_REST)).isEqualTo(3);
    }

    @Test
    void givesUpFragmentsAfterAMinute() throws IOException {
        List<byte[]> fragments = fragments(ip(udp("x".repeat(2000))), 7, 1480);
        CaptureBytes file = bytes("BIG_ENDIAN").pcapHeader(0xa1b2c3d4, 101);
        file.pcapPacket(100, 0, fragments.get(0)).pcapPacket(161, 0, fragments.get(1));
        Capture capture = read(file.toArray());
        assertThat(capture.datagrams).isEmpty();
        assertThat(capture.statistics.skipped(SkipReason.FRAGMENT_WITHOUT_REST)).isEqualTo(2);
    }

    @Test
    void readsBareDatagramsByVersionOrName() throws IOException {
        Path file = folder.resolve("input-01.dat");
        Files.write(file, new byte[] {1, 2, 3});
        Files.setLastModifiedTime(file, FileTime.fromMillis(5_000));
        Capture named = read(file);
        assertThat(named.datagrams).hasSize(1);
        assertThat(named.datagrams.get(0).payload()).containsExactly(1, 2, 3);
        assertThat(named.datagrams.get(0).receivedMillis()).isEqualTo(5_000);
        assertThat(named.datagrams.get(0).sourceLow()).isEqualTo(0xffff_7f00_0001L);
        assertThat(read(new byte[] {0, 9, 0, 0, 0}).datagrams.get(0).payload())
                .containsExactly(0, 9, 0, 0, 0);
        byte[] tooLong = new byte[65_508];
        tooLong[1] = 9;
        assertThatThrownBy(() -> read(tooLong))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("at offset 65507 expected the end of a bare datagram");
    }

    @ParameterizedTest
    @EnumSource
    void readsPackedFiles(Packing packing) throws IOException {
        assertThat(read(pack(packing, pcap(1, udp("one"), udp("two")))).payloads())
                .containsExactly("one", "two");
    }

    @ParameterizedTest
    @EnumSource
    void givesWhatComesBeforeTheEndOfACutPackedFile(Packing packing) throws IOException {
        byte[] whole = pack(packing, pcap(1, noise(200)));
        for (int bytes = 1; bytes < whole.length; bytes += whole.length / 20) {
            Capture cut;
            try {
                cut = read(Arrays.copyOf(whole, bytes));
            } catch (CaptureFormatException e) {
                assertThat(bytes).as(e.getMessage()).isLessThan(whole.length / 2);
                continue;
            }
            assertThat(cut.statistics.cutAt()).as("%s bytes", bytes).isPresent();
            assertThat(cut.datagrams).hasSizeLessThan(200);
        }
        Capture half = read(Arrays.copyOf(whole, whole.length * 3 / 4));
        assertThat(half.datagrams).hasSizeBetween(80, 160);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, 5)))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("expected " + packing + " data, found the end of the file");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheOffsetOfDamageInAPackedFile(Packing packing) throws IOException {
        byte[] damaged = pack(packing, pcap(1, noise(200)));
        Arrays.fill(damaged, damaged.length / 2, damaged.length, (byte) 0xff);
        assertThatThrownBy(() -> read(damaged))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("capture-")
                .hasMessageContaining("expected " + packing + " data, found ")
                .hasMessageNotContaining("null");
    }

    @Test
    void skipsFramesThatZstdDecodersSkip() throws IOException {
        byte[] skippable = {0x5a, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};
        byte[] first = pack(Packing.ZSTD, pcap(1, udp("one")));
        byte[] second =
                pack(Packing.ZSTD, bytes("BIG_ENDIAN").pcapPacket(1, 0, udp("two")).toArray());
        assertThat(read(CaptureBytes.concat(skippable, first, skippable, second)).payloads())
                .containsExactly("one", "two");
    }

    @Test
    void tellsMicrosecondsAndDestinationPort() throws IOException {
        Path file = folder.resolve("micros");
        Files.write(
                file,
                bytes("BIG_ENDIAN")
                        .pcapHeader(PcapFormat.MAGIC_NANOS, 1)
                        .pcapPacket(SECONDS, 123_456_789, udp("one"))
                        .toArray());
        try (CaptureReader reader = CaptureReader.open(file)) {
            CapturedDatagram captured = reader.nextCaptured();
            assertThat(captured.epochMicros()).isEqualTo(SECONDS * 1_000_000 + 123_456);
            assertThat(captured.destinationPort()).isEqualTo(2055);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void survivesDamageAnywhere(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> packets = new ArrayList<>(fragments(ip(udp("y".repeat(2000))), 7, 1480));
        packets.add(ip(udp6("six")));
        byte[] pcap = pcap(101, packets.toArray(byte[][]::new));
        CaptureBytes pcapng =
                bytes("LITTLE_ENDIAN").sectionHeader().interfaceDescription(101, 0, new byte[0]);
        packets.forEach(packet -> pcapng.enhancedPacket(0, 1, packet));
        for (int round = 0; round < 300; round++) {
            byte[] damaged = (round % 2 == 0 ? pcap : pcapng.toArray()).clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(4, damaged.length)] = (byte) random.nextInt();
            }
            try {
                CaptureStatistics statistics = read(damaged).statistics;
                long skipped =
                        statistics.skipped().values().stream().mapToLong(Long::longValue).sum();
                assertThat(statistics.datagrams() + statistics.joinedFragments() + skipped)
                        .isEqualTo(statistics.packets());
            } catch (CaptureFormatException e) {
                assertThat(e.offset()).isBetween(0L, (long) damaged.length);
            }
        }
    }

    private static byte[] pack(Packing packing, byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                packing == Packing.GZIP
                        ? new GZIPOutputStream(packed)
                        : new ZstdOutputStreamNoFinalizer(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    /** Packets that pack to half their size, by codes and not by repetition. */
    private static byte[][] noise(int packets) {
        Random random = new Random(1);
        byte[][] frames = new byte[packets][];
        for (int i = 0; i < packets; i++) {
            byte[] payload = new byte[5000];
            for (int j = 0; j < payload.length; j++) {
                payload[j] = (byte) random.nextInt(16);
            }
            frames[i] = IpFrame.udp(EXPORTER, 50_000, COLLECTOR, 2055, payload, 0, payload.length);
        }
        return frames;
    }

    private record Capture(List<Datagram> datagrams, CaptureStatistics statistics) {

        List<String> payloads() {
            return datagrams.stream().map(d -> new String(d.payload(), US_ASCII)).toList();
        }
    }

    private Capture read(byte[] content) throws IOException {
        Path file = Files.createTempFile(folder, "capture-", "");
        Files.write(file, content);
        return read(file);
    }

    private static Capture read(Path file) throws IOException {
        List<Datagram> datagrams = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (Datagram next = reader.next(); next != null; next = reader.next()) {
                datagrams.add(next);
            }
            return new Capture(datagrams, reader.statistics());
        }
    }

    private List<String> payloadsOf(int linkType, byte[]... packets) throws IOException {
        return read(pcap(linkType, packets)).payloads();
    }

    private static CaptureBytes bytes(String order) {
        return new CaptureBytes(
                order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] pcap(int linkType, byte[]... packets) {
        CaptureBytes file = bytes("BIG_ENDIAN").pcapHeader(0xa1b2c3d4, linkType);
        for (byte[] packet : packets) {
            file.pcapPacket(1, 0, packet);
        }
        return file.toArray();
    }

    private static byte[] udp(String payload) {
        return IpFrame.udp(
                EXPORTER, 50_000, COLLECTOR, 2055, payload.getBytes(US_ASCII), 0, payload.length());
    }

    private static byte[] udp6(String payload) {
        return IpFrame.udp(
                EXPORTER_V6,
                50_000,
                COLLECTOR_V6,
                2055,
                payload.getBytes(US_ASCII),
                0,
                payload.length());
    }

    private static byte[] ip(byte[] frame) {
        return Arrays.copyOfRange(frame, 14, frame.length);
    }

    private static byte[] ether(int type, byte[]... rest) {
        byte[] header = new byte[14];
        header[12] = (byte) (type >>> 8);
        header[13] = (byte) type;
        return CaptureBytes.concat(header, CaptureBytes.concat(rest));
    }

    private static byte[] tagged(int type, byte[] rest) {
        return CaptureBytes.concat(new byte[] {0, 5, (byte) (type >>> 8), (byte) type}, rest);
    }

    /**
     * Cuts an IPv4 packet with a header of 20 bytes into fragments with {@code size} bytes each.
     */
    private static List<byte[]> fragments(byte[] packet, int id, int size) {
        List<byte[]> fragments = new ArrayList<>();
        for (int start = 20; start < packet.length; start += size) {
            int end = Math.min(start + size, packet.length);
            fragments.add(fragment(packet, id, start - 20, end - 20, end < packet.length));
        }
        return fragments;
    }

    private static byte[] fragment(byte[] packet, int id, int from, int to, boolean more) {
        byte[] fragment =
                CaptureBytes.concat(
                        Arrays.copyOf(packet, 20), Arrays.copyOfRange(packet, 20 + from, 20 + to));
        putShort(fragment, 2, fragment.length);
        putShort(fragment, 4, id);
        putShort(fragment, 6, (more ? 0x2000 : 0) | (from / 8));
        return fragment;
    }

    private static byte[] ipv6Fragment(byte[] packet, int offset, int length, boolean more) {
        byte[] header = {17, 0, 0, 0, 0, 0, 0, 9};
        putShort(header, 2, offset | (more ? 1 : 0));
        byte[] fragment =
                CaptureBytes.concat(
                        Arrays.copyOf(packet, 40),
                        header,
                        Arrays.copyOfRange(packet, 40 + offset, 40 + offset + length));
        fragment[6] = 44;
        putShort(fragment, 4, 8 + length);
        return fragment;
    }

    private static void putShort(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }
}
