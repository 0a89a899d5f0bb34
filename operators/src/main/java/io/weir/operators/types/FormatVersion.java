package io.weir.operators.types;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;

/** The octet that tells in which format a serializer wrote what is behind it. */
final class FormatVersion {

    private FormatVersion() {}

    /**
     * Reads a version.
     *
     * @param serializer who reads, for the message
     * @param newest that it knows
     * @return 1 to the newest
     * @throws IOException if it is another one
     */
    static int read(Class<?> serializer, int newest, DataInputView from) throws IOException {
        int written = from.readByte();
        if (written < 1 || written > newest) {
            throw new IOException(
                    serializer.getSimpleName()
                            + " reads format versions 1 to "
                            + newest
                            + ", but the state has version "
                            + written
                            + ". Run the build that wrote the state, or a newer one.");
        }
        return written;
    }
}
