package io.weir.operators.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.operators.conversations.ConversationSerializers.BucketSerializer;
import io.weir.operators.conversations.ConversationSerializers.ConversationSerializer;
import io.weir.operators.conversations.ConversationSerializers.RecordsSerializer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

class ConversationSerializersTest {

    private static final long T0 = 1_700_000_040_000L;

    private static final ConversationRules RULES =
            new ConversationRules(
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(30),
                    Duration.ofHours(3),
                    Duration.ofMinutes(1),
                    100_000);

    /** A bucket with an open conversation and a record that waits, as version 1 writes it. */
    private static final String VERSION_1 =
            "010000018bcfe60828000000018080808080b7c38020018180808080b7c38020feffffff"
                    + "ffffffffff01bb83c09a6c0081848080fcff3f80b29fffbc319a80c88010e807d00f0a14"
                    + "01bc8198ffbc31dc8798ffbc31bc8198ffbc31c08898ffbc3100bc8198ffbc3100000001"
                    + "8080808080b7c38020028180808080b7c38020feffffffffffffffff01bb83c09a6c0081"
                    + "848080fcff3f9c9498ffbc31988d98ffbc31b89398ffbc31e807d00f0a149a80c88010";

    @ParameterizedTest
    @NullSource
    @EnumSource(Ending.class)
    void givesBackAConversation(Ending ending) throws IOException {
        Conversation conversation =
                new Conversation(
                        new End(new IpAddress(-1, -2), 65_535, Long.MAX_VALUE, 3, 0x1ff),
                        new End(IpAddress.ofIpv4(0x0a000001), 0, 0, Long.MAX_VALUE, 0),
                        255,
                        new IpAddress(1L << 63, 7),
                        ClientEvidence.destination(ClientReason.LISTENER),
                        true,
                        T0,
                        T0 - 5,
                        T0 - 7,
                        T0 + 9,
                        1L << 40,
                        ending);

        assertThat(again(ConversationSerializer.INSTANCE, conversation)).isEqualTo(conversation);
    }

    @Test
    void givesBackRecords() throws IOException {
        ConversationRecords records = records(63, record(1, T0), record(2, T0 + 5));

        ConversationRecords again = again(RecordsSerializer.INSTANCE, records);
        assertThat(again.bucket()).isEqualTo(63);
        assertThat(again.values()).isEqualTo(records.values());
    }

    @Test
    void readsBucketsThatVersion1Wrote() throws IOException {
        byte[] written = HexFormat.of().parseHex(VERSION_1);

        assertThat(HexFormat.of().formatHex(bytes(BucketSerializer.INSTANCE, bucket())))
                .isEqualTo(VERSION_1);
        assertThat(
                        states(
                                BucketSerializer.INSTANCE.deserialize(
                                        new DataInputDeserializer(written))))
                .isEqualTo(states(bucket()))
                .hasSize(2);
    }

    /** Else conversations of a savepoint would wait in another bucket than their next records. */
    @Test
    void keepsTheBucketOfEachKey() {
        assertThat(
                        IntStream.range(0, 6)
                                .map(
                                        number ->
                                                ConversationRecords.bucketOf(
                                                        RecordLayout.hash(record(number, T0), 0))))
                .containsExactly(50, 47, 21, 20, 46, 1);
    }

    @Test
    void copiesABucketThatIsChangedMeanwhile() {
        ConversationBucket bucket = bucket();
        ConversationBucket copy = BucketSerializer.INSTANCE.copy(bucket);
        states(bucket);

        assertThat(bucket.isEmpty()).isTrue();
        assertThat(states(copy)).isEqualTo(states(bucket()));
    }

    @Test
    void refusesBucketsOfALaterBuild() throws IOException {
        byte[] written = bytes(BucketSerializer.INSTANCE, bucket());
        written[0] = 2;

        assertThatThrownBy(
                        () ->
                                BucketSerializer.INSTANCE.deserialize(
                                        new DataInputDeserializer(written)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void doesNotLetMoreWaitThanThereIsRoomFor() {
        ConversationBucket bucket = new ConversationBucket();
        List<Conversation> states = new ArrayList<>();
        int early = 0;
        for (int i = 0; i <= ConversationBucket.MOST_WAITING; i++) {
            early += bucket.add(records(0, record(i, T0 + i)), RULES, listener(states));
        }

        assertThat(early).isEqualTo(ConversationBucket.MOST_WAITING + 1);
        assertThat(bucket.open()).isEqualTo(early);
        assertThat(states).isEmpty();
    }

    private static ConversationBucket bucket() {
        ConversationBucket bucket = new ConversationBucket();
        bucket.add(records(5, record(1, T0), record(2, T0 + 1_500)), RULES, listener(List.of()));
        bucket.advance(T0 + 1_000, RULES, listener(List.of()));
        return bucket;
    }

    private static List<Conversation> states(ConversationBucket bucket) {
        List<Conversation> states = new ArrayList<>();
        bucket.advance(Long.MAX_VALUE, RULES, listener(states));
        return states;
    }

    private static ConversationBucket.Listener listener(List<Conversation> states) {
        return new ConversationBucket.Listener() {
            @Override
            public void opened() {}

            @Override
            public void published(Conversation conversation) {
                states.add(conversation);
            }
        };
    }

    private static ConversationRecords records(int bucket, long[]... records) {
        long[] values = new long[records.length * RecordLayout.STRIDE];
        for (int i = 0; i < records.length; i++) {
            System.arraycopy(records[i], 0, values, i * RecordLayout.STRIDE, RecordLayout.STRIDE);
        }
        return new ConversationRecords(bucket, values);
    }

    private static long[] record(int number, long received) {
        long sides = 1;
        return new long[] {
            0x2001_0db8_0000_0000L,
            number,
            0x2001_0db8_0000_0001L,
            -2,
            (6L << 32) | (50_000L << 16) | 443,
            0,
            0xffff_c000_0201L,
            received,
            received - 900,
            received - 100,
            1_000,
            2_000,
            10,
            20,
            (sides << RecordLayout.EVIDENCE_SHIFT)
                    | 0x1a
                    | (0x12 << RecordLayout.HIGHER_FLAGS_SHIFT)
        };
    }

    private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer to = new DataOutputSerializer(64);
        serializer.serialize(value, to);
        return to.getCopyOfBuffer();
    }

    private static <T> T again(TypeSerializer<T> serializer, T value) throws IOException {
        DataInputDeserializer from = new DataInputDeserializer(bytes(serializer, value));
        T again = serializer.deserialize(from);
        assertThat(from.available()).isZero();
        return again;
    }
}
