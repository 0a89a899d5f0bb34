package io.weir.operators.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.function.Function;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** What every serializer of ours keeps. */
public final class SerializerContract {

    private SerializerContract() {}

    /** Checks with a value that has an {@code equals}. */
    public static <T> void check(TypeSerializer<T> serializer, T value) {
        check(serializer, value, same -> same);
    }

    /**
     * Checks round trip, copies, refusal of other versions, and that a savepoint finds the
     * serializer again.
     *
     * @param content what two equal values have equal
     */
    public static <T> void check(
            TypeSerializer<T> serializer, T value, Function<? super T, ?> content) {
        Object expected = content.apply(value);
        byte[] bytes = bytes(serializer, value);
        assertThat(content.apply(value(serializer, bytes))).isEqualTo(expected);
        assertThat(content.apply(serializer.copy(value))).isEqualTo(expected);
        assertThat(content.apply(serializer.copy(value, serializer.createInstance())))
                .isEqualTo(expected);
        assertThat(copiedBytes(serializer, bytes)).isEqualTo(bytes);
        assertThat(serializer.getLength()).isEqualTo(-1);
        for (int version : new int[] {0, Byte.MAX_VALUE, -1}) {
            byte[] other = bytes.clone();
            other[0] = (byte) version;
            assertThatThrownBy(
                            () -> serializer.deserialize(new DataInputDeserializer(other)),
                            "version %d",
                            version)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("version " + version);
        }
        assertThat(restored(serializer)).isEqualTo(serializer);
    }

    public static <T> String hex(TypeSerializer<T> serializer, T value) {
        return HexFormat.of().formatHex(bytes(serializer, value));
    }

    public static <T> T ofHex(TypeSerializer<T> serializer, String hex) {
        return value(serializer, HexFormat.of().parseHex(hex));
    }

    public static <T> byte[] bytes(TypeSerializer<T> serializer, T value) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(64);
            serializer.serialize(value, out);
            return out.getCopyOfBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a value and checks that it takes all bytes. */
    public static <T> T value(TypeSerializer<T> serializer, byte[] bytes) {
        try {
            DataInputDeserializer in = new DataInputDeserializer(bytes);
            T value = serializer.deserialize(in);
            assertThat(in.available()).as("bytes left").isZero();
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] copiedBytes(TypeSerializer<?> serializer, byte[] bytes) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(64);
            serializer.copy(new DataInputDeserializer(bytes), out);
            return out.getCopyOfBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The serializer as a savepoint brings it back. */
    private static <T> TypeSerializer<T> restored(TypeSerializer<T> serializer) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(64);
            TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
            TypeSerializerSnapshot<T> snapshot =
                    TypeSerializerSnapshot.readVersionedSnapshot(
                            new DataInputDeserializer(out.getCopyOfBuffer()),
                            SerializerContract.class.getClassLoader());
            assertThat(
                            serializer
                                    .snapshotConfiguration()
                                    .resolveSchemaCompatibility(snapshot)
                                    .isCompatibleAsIs())
                    .isTrue();
            return snapshot.restoreSerializer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
