package io.weir.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramSerializerTest {

    private static final DatagramSerializer SERIALIZER = DatagramSerializer.INSTANCE;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1472, 32_768, 65_535})
    void readsBackWhatItWrote(int length) throws IOException {
        Datagram datagram = datagram(length);

        Datagram read = SERIALIZER.deserialize(new DataInputDeserializer(bytes(datagram)));

        assertThat(read).usingRecursiveComparison().isEqualTo(datagram);
    }

    @Test
    void copiesBetweenViewsByteForByte() throws IOException {
        DataOutputSerializer source = new DataOutputSerializer(64);
        SERIALIZER.serialize(datagram(65_535), source);
        SERIALIZER.serialize(datagram(3), source);
        DataInputDeserializer in = new DataInputDeserializer(source.getCopyOfBuffer());
        DataOutputSerializer target = new DataOutputSerializer(64);

        SERIALIZER.copy(in, target);
        SERIALIZER.copy(in, target);

        assertThat(target.getCopyOfBuffer()).isEqualTo(source.getCopyOfBuffer());
    }

    @Test
    void readsTheLayoutOfVersionOne() throws IOException {
        byte[] written = {
            0,
            0,
            1,
            (byte) 0x9a,
            0,
            0,
            0,
            5, // receivedMillis
            0x20,
            1,
            0x0d,
            (byte) 0xb8,
            0,
            0,
            0,
            0, // source 2001:db8::1
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
            (byte) 0xff,
            (byte) 0xff, // port
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            9, // connection
            0,
            2, // length
            7,
            8
        };

        Datagram read = SERIALIZER.deserialize(new DataInputDeserializer(written));

        assertThat(read.receivedMillis()).isEqualTo(0x0000_019a_0000_0005L);
        assertThat(read.sourceHigh()).isEqualTo(0x2001_0db8_0000_0000L);
        assertThat(read.sourceLow()).isEqualTo(1);
        assertThat(read.sourcePort()).isEqualTo(65_535);
        assertThat(read.connection()).isEqualTo(9);
        assertThat(read.payload()).containsExactly(7, 8);
    }

    @Test
    void failsOnTruncatedInput() throws IOException {
        byte[] whole = bytes(datagram(10));
        byte[] truncated = Arrays.copyOf(whole, whole.length - 1);

        assertThatThrownBy(() -> SERIALIZER.deserialize(new DataInputDeserializer(truncated)))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void sharesCopies() {
        Datagram datagram = datagram(1);

        assertThat(SERIALIZER.copy(datagram)).isSameAs(datagram);
        assertThat(SERIALIZER.isImmutableType()).isTrue();
    }

    @Test
    void restoresFromItsSnapshot() throws IOException {
        TypeSerializerSnapshot<Datagram> snapshot = SERIALIZER.snapshotConfiguration();
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);

        TypeSerializerSnapshot<Datagram> read =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        DatagramSerializerTest.class.getClassLoader());

        assertThat(read.restoreSerializer()).isSameAs(SERIALIZER);
        assertThat(snapshot.resolveSchemaCompatibility(read).isCompatibleAsIs()).isTrue();
    }

    @Test
    void isFoundByTheClass() {
        assertThat(TypeInformation.of(Datagram.class)).isEqualTo(DatagramTypeInformation.INSTANCE);
    }

    @Test
    void refusesWhatNoUdpHeaderCanCarry() {
        assertThatThrownBy(() -> new Datagram(0, 0, 0, 1, new byte[65_536]))
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> new Datagram(0, 0, 0, 65_536, new byte[0]))
                .hasMessageContaining("65536");
    }

    private static Datagram datagram(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        return new Datagram(1_766_000_000_123L, -1, Long.MIN_VALUE, 65_535, payload);
    }

    private static byte[] bytes(Datagram datagram) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        SERIALIZER.serialize(datagram, out);
        return out.getCopyOfBuffer();
    }
}
