package io.weir.job.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.job.capture.PcapWriter;
import io.weir.job.config.WeirConfiguration;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * IPFIX in which one information element at a time has eight octets, as a template may say of any
 * (RFC 7011 §6.2 allows fewer than usual, and nobody stops an exporter), and a number in them that
 * nobody expects there.
 */
@Timeout(120)
class HostileNumbersIT {

    private static final long START = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
    private static final IpAddress EXPORTER = IpAddress.ofIpv4(0x0a00_0001);
    private static final IpAddress COLLECTOR = IpAddress.ofIpv4(0x0a00_0002);
    private static final long[] NUMBERS = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 31, 1L << 16};

    private static final int[] PROTOCOLS = {1, 6, 17};
    private static final int LAST_ELEMENT = 491;
    private static final int TEMPLATE = 256;
    private static final int HEADER = 16;
    private static final int SET_HEADER = 4;
    private static final int EIGHT = 8;

    private static final int PROTOCOL = 4;
    private static final int SOURCE_ADDRESS = 8;
    private static final int DESTINATION_ADDRESS = 12;

    @TempDir private Path folder;

    private record Value(int length, long number) {}

    @Test
    void noNumberInAnyElementStopsTheJob() throws Exception {
        Path capture = folder.resolve("hostile.pcap");
        List<byte[]> messages = messages();
        try (PcapWriter writer = PcapWriter.open(capture)) {
            for (byte[] message : messages) {
                writer.write(
                        1_000 * START,
                        EXPORTER,
                        50_000,
                        COLLECTOR,
                        4739,
                        message,
                        0,
                        message.length);
            }
        }
        Analysis analysis =
                Analysis.of(
                        List.of(capture),
                        WeirConfiguration.load(
                                Optional.empty(),
                                List.of("conversations.enabled=true", "duplicates.suppress=true"),
                                Map.of()));

        assertThat(analysis.balance().received()).isEqualTo(messages.size());
        assertThat(analysis.balance().unexplained()).isZero();
        // Addresses, strings and elements of options have no such length, or are no flow.
        assertThat(analysis.balance().flows()).isGreaterThan(messages.size() * 9L / 10);
    }

    private static List<byte[]> messages() {
        List<byte[]> messages = new ArrayList<>();
        for (long number : NUMBERS) {
            for (int element = 1; element <= LAST_ELEMENT; element++) {
                for (int protocol : PROTOCOLS) {
                    messages.add(message(messages.size(), flow(protocol, element, number)));
                }
            }
        }
        return messages;
    }

    private static Map<Integer, Value> flow(int protocol, int hostile, long number) {
        Map<Integer, Value> fields = new LinkedHashMap<>();
        fields.put(SOURCE_ADDRESS, new Value(4, 0x0a03_0102));
        fields.put(DESTINATION_ADDRESS, new Value(4, 0xc633_6401));
        fields.put(PROTOCOL, new Value(1, protocol));
        fields.put(7, new Value(2, 40_000));
        fields.put(11, new Value(2, 80));
        fields.put(6, new Value(2, 0x02));
        fields.put(1, new Value(EIGHT, 60));
        fields.put(2, new Value(EIGHT, 1));
        fields.put(152, new Value(EIGHT, START));
        fields.put(153, new Value(EIGHT, START));
        fields.put(hostile, new Value(EIGHT, number));
        return fields;
    }

    private static byte[] message(int sequence, Map<Integer, Value> fields) {
        int template = 2 * SET_HEADER + 4 * fields.size();
        int data = SET_HEADER + fields.values().stream().mapToInt(Value::length).sum();
        ByteBuffer message = ByteBuffer.allocate(HEADER + template + data);
        message.putShort((short) 10).putShort((short) message.capacity());
        message.putInt((int) (START / 1_000)).putInt(sequence).putInt(7);
        message.putShort((short) 2).putShort((short) template);
        message.putShort((short) TEMPLATE).putShort((short) fields.size());
        fields.forEach(
                (element, value) ->
                        message.putShort(element.shortValue()).putShort((short) value.length()));
        message.putShort((short) TEMPLATE).putShort((short) data);
        fields.values().forEach(value -> put(message, value));
        return message.array();
    }

    private static void put(ByteBuffer message, Value value) {
        for (int octet = value.length() - 1; octet >= 0; octet--) {
            message.put((byte) (value.number() >>> (Byte.SIZE * octet)));
        }
    }
}
