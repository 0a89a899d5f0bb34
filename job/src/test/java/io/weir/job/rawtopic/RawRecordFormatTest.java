package io.weir.job.rawtopic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.rawtopic.RawRecord.Foreign;
import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.udp.Datagram;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawRecordFormatTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final long MAPPED_PREFIX = 0xffff_0000_0000L;

    /** The example of the reference page. */
    private static final Datagram DATAGRAM =
            new Datagram(
                    1_795_248_000_123L,
                    0,
                    MAPPED_PREFIX | 0xc0000201L,
                    50_000,
                    Datagram.UDP,
                    HEX.parseHex("00050001"));

    private static final String DATAGRAM_KEY = "00000000000000000000ffffc0000201";
    private static final String DATAGRAM_VALUE =
            "0101c350000001a1fd1e8c7b00000000000000000000ffffc0000201000000000000000000050001";

    private static final Heartbeat HEARTBEAT = new Heartbeat(-1, 0x1122334455667788L, 1_000L);
    private static final String HEARTBEAT_VALUE = "0102000000000000000003e81122334455667788";

    @Test
    void writesADatagramAsDocumented() {
        assertThat(HEX.formatHex(RawRecordFormat.key(DATAGRAM))).isEqualTo(DATAGRAM_KEY);
        assertThat(HEX.formatHex(RawRecordFormat.value(DATAGRAM))).isEqualTo(DATAGRAM_VALUE);
    }

    @Test
    void writesAHeartbeatAsDocumented() {
        assertThat(HEX.formatHex(RawRecordFormat.value(HEARTBEAT))).isEqualTo(HEARTBEAT_VALUE);
        assertThat(read(null, HEARTBEAT_VALUE)).isEqualTo(HEARTBEAT);
    }

    @Property
    void readsEveryDatagramThatItWrites(
            @ForAll @LongRange(max = Long.MAX_VALUE) long receivedMillis,
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(max = 65_535) int port,
            @ForAll long connection,
            @ForAll @Size(max = 2_000) byte[] payload) {
        Datagram datagram = new Datagram(receivedMillis, high, low, port, connection, payload);

        assertSame(datagram, write(datagram));
    }

    @Test
    void readsTheLongestDatagram() {
        byte[] payload = new byte[Datagram.MAX_PAYLOAD_BYTES];
        Arrays.fill(payload, (byte) 7);
        Datagram datagram = new Datagram(1, 2, 3, 4, 5, payload);

        assertSame(datagram, write(datagram));
    }

    private static RawRecord write(Datagram datagram) {
        return RawRecordFormat.read(
                record(RawRecordFormat.key(datagram), RawRecordFormat.value(datagram)));
    }

    private static void assertSame(Datagram expected, RawRecord record) {
        assertThat(record)
                .isInstanceOfSatisfying(
                        Received.class,
                        received ->
                                assertThat(received.datagram())
                                        .usingRecursiveComparison()
                                        .isEqualTo(expected));
    }

    @Test
    void takesARecordWithoutValueForForeign() {
        assertForeign(RawRecordFormat.read(record(new byte[16], null)), ForeignReason.EMPTY);
        assertForeign(read(DATAGRAM_KEY, ""), ForeignReason.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "02", "7b7d", "0201c350000001a1fd1e8c7b00000000000000"})
    void takesAnotherVersionForForeign(String value) {
        assertForeign(read(DATAGRAM_KEY, value), ForeignReason.VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "03", "ff"})
    void takesAnotherKindForForeign(String kind) {
        assertForeign(
                read(DATAGRAM_KEY, "01" + kind + DATAGRAM_VALUE.substring(4)), ForeignReason.KIND);
    }

    @Test
    void takesEveryOtherLengthForForeign() {
        for (int length = 1; length < RawRecordFormat.DATAGRAM_HEADER_BYTES; length++) {
            assertForeign(
                    read(DATAGRAM_KEY, DATAGRAM_VALUE.substring(0, 2 * length)),
                    ForeignReason.LENGTH);
        }
        assertForeign(read(null, HEARTBEAT_VALUE + "00"), ForeignReason.LENGTH);
        byte[] tooLong = new byte[RawRecordFormat.DATAGRAM_HEADER_BYTES + 65_536];
        tooLong[0] = 1;
        tooLong[1] = 1;
        assertForeign(RawRecordFormat.read(record(new byte[16], tooLong)), ForeignReason.LENGTH);
    }

    @ParameterizedTest
    @CsvSource({"0101,1", "0102,2"})
    void takesATimeBefore1970ForForeign(String start, int kind) {
        String value = kind == 1 ? DATAGRAM_VALUE : HEARTBEAT_VALUE;
        assertForeign(
                read(DATAGRAM_KEY, start + value.substring(4, 8) + "80" + value.substring(10)),
                ForeignReason.TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000000ffffc0000202", "c0000201", "", "00"})
    void takesADatagramWithAnotherKeyForForeign(String key) {
        assertForeign(read(key, DATAGRAM_VALUE), ForeignReason.KEY);
        assertForeign(read(null, DATAGRAM_VALUE), ForeignReason.KEY);
    }

    @Test
    void keepsAForeignRecordAsItWas() {
        byte[] key = {1};
        byte[] value = {2, 3};

        assertThat(RawRecordFormat.read(record(key, value)))
                .usingRecursiveComparison()
                .isEqualTo(new Foreign(ForeignReason.VERSION, 3, 42L, 99L, key, value));
    }

    /** Whatever comes is either read or foreign: nothing is thrown. */
    @Property
    void readsAnyBytes(@ForAll @Size(max = 80) byte[] value, @ForAll @Size(max = 20) byte[] key) {
        assertThat(RawRecordFormat.read(record(key, value))).isNotNull();
        if (value.length > 1) {
            value[0] = 1;
            value[1] &= 3;
            assertThat(RawRecordFormat.read(record(key, value))).isNotNull();
        }
    }

    private static RawRecord read(String key, String value) {
        return RawRecordFormat.read(
                record(key == null ? null : HEX.parseHex(key), HEX.parseHex(value)));
    }

    private static void assertForeign(RawRecord record, ForeignReason reason) {
        assertThat(record)
                .isInstanceOfSatisfying(
                        Foreign.class, foreign -> assertThat(foreign.reason()).isEqualTo(reason));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                "raw",
                3,
                42L,
                99L,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
