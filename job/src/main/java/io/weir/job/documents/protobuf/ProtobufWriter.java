package io.weir.job.documents.protobuf;

import com.google.protobuf.CodedOutputStream;
import io.weir.codec.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.annotation.Nullable;

/**
 * Writes messages, one after the other, into one buffer. The caller says field numbers, and knows
 * their types. A text that is null or empty is left out. Not thread-safe. Allocates nothing but the
 * bytes of {@link #finish}.
 */
public final class ProtobufWriter {

    private static final int USUAL_LENGTH = 4_096;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, USUAL_LENGTH);
    private final byte[] address = new byte[16];

    /** Begins a message. */
    public ProtobufWriter start() {
        bytes.reset();
        return this;
    }

    /** The message, not used any more afterwards. */
    public byte[] finish() {
        try {
            out.flush();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return bytes.toByteArray();
    }

    /** A field of type uint32, uint64 or an enumeration. */
    public ProtobufWriter put(int field, long value) {
        try {
            out.writeUInt64(field, value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    /** A field of type sint64. */
    public ProtobufWriter putSigned(int field, long value) {
        try {
            out.writeSInt64(field, value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    public ProtobufWriter put(int field, double value) {
        try {
            out.writeDouble(field, value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    public ProtobufWriter put(int field, boolean value) {
        try {
            out.writeBool(field, value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    public ProtobufWriter put(int field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        try {
            out.writeString(field, value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    /** A field of type bytes; also a text in UTF-8, or a message that is written already. */
    public ProtobufWriter put(int field, byte[] value) {
        return put(field, value, value.length);
    }

    /** The first bytes of an array as a field of type bytes. */
    public ProtobufWriter put(int field, byte[] value, int length) {
        try {
            out.writeByteArray(field, value, 0, length);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    /** An address in network order, 4 or 16 bytes. */
    public ProtobufWriter putAddress(int field, long high, long low) {
        boolean ipv4 = IpAddress.isIpv4(high, low);
        int length = ipv4 ? 4 : 16;
        for (int i = 0; i < length; i++) {
            int fromEnd = length - 1 - i;
            long half = fromEnd < Long.BYTES ? low : high;
            address[i] = (byte) (half >>> ((fromEnd % Long.BYTES) * Byte.SIZE));
        }
        return put(field, address, length);
    }

    public ProtobufWriter putAddress(int field, IpAddress value) {
        return putAddress(field, value.high(), value.low());
    }

    private static UncheckedIOException cannotHappen(IOException e) {
        return new UncheckedIOException("A message could not be written to memory.", e);
    }
}
