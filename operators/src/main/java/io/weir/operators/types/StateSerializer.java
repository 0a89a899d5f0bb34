package io.weir.operators.types;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The serializer of state that is changed in place. What it writes starts with a format version, so
 * that a later build can read what an earlier one left in a savepoint.
 */
public abstract class StateSerializer<T> extends MutableSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final int version;

    /**
     * @param version the current format, 1 to 127
     */
    protected StateSerializer(int version) {
        this.version = version;
    }

    /** Writes the state in the current format, without the version. */
    protected abstract void write(T state, DataOutputView to) throws IOException;

    /**
     * Reads the state.
     *
     * @param written the format it was written in, at most the current one
     */
    protected abstract T read(int written, DataInputView from) throws IOException;

    @Override
    public final void serialize(T state, DataOutputView to) throws IOException {
        to.writeByte(version);
        write(state, to);
    }

    @Override
    public final T deserialize(DataInputView from) throws IOException {
        return read(FormatVersion.read(getClass(), version, from), from);
    }

    @Override
    public final T deserialize(T reuse, DataInputView from) throws IOException {
        return deserialize(from);
    }
}
