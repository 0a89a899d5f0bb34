package io.weir.operators.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The serializer of an immutable value. What it writes starts with a format version, so that a
 * later build can read what an earlier one left in a savepoint.
 */
public abstract class ValueSerializer<T> extends TypeSerializerSingleton<T> {

    private static final long serialVersionUID = 1L;

    private final int version;

    /**
     * @param version the current format, 1 to 127
     */
    protected ValueSerializer(int version) {
        this.version = version;
    }

    /**
     * The format that the value is written in: the current one, unless the bytes of a value must
     * not change, as those of keys.
     */
    protected int versionOf(T value) {
        return version;
    }

    /** Writes the value in the format {@link #versionOf}, without the version. */
    protected abstract void write(T value, DataOutputView to) throws IOException;

    /**
     * Reads a value.
     *
     * @param version the format it was written in, at most the current one
     */
    protected abstract T read(int version, DataInputView from) throws IOException;

    @Override
    public final void serialize(T value, DataOutputView to) throws IOException {
        to.writeByte(versionOf(value));
        write(value, to);
    }

    @Override
    public final T deserialize(DataInputView from) throws IOException {
        return read(FormatVersion.read(getClass(), version, from), from);
    }

    @Override
    public final T deserialize(T reuse, DataInputView from) throws IOException {
        return deserialize(from);
    }

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final T copy(T from) {
        return from;
    }

    @Override
    public final T copy(T from, T reuse) {
        return from;
    }

    @Override
    public final void copy(DataInputView from, DataOutputView to) throws IOException {
        serialize(deserialize(from), to);
    }

    @Override
    public final T createInstance() {
        return null;
    }

    @Override
    public final int getLength() {
        return -1;
    }
}
