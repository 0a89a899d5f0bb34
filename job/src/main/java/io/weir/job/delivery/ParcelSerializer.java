package io.weir.job.delivery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What was not delivered yet, in the state of the writer.
 *
 * <pre>
 * | receiver (UTF) | id (UTF) | length (int) | content |
 * </pre>
 */
final class ParcelSerializer implements SimpleVersionedSerializer<Parcel> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(Parcel parcel) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(bytes);
        to.writeUTF(parcel.receiver());
        to.writeUTF(parcel.id());
        to.writeInt(parcel.content().length);
        to.write(parcel.content());
        return bytes.toByteArray();
    }

    @Override
    public Parcel deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "Alerts on their way to receivers were saved in format version "
                            + version
                            + "; this build reads version "
                            + VERSION
                            + ". Run the build that wrote the state, or a newer one.");
        }
        try {
            return read(new DataInputStream(new ByteArrayInputStream(serialized)));
        } catch (EOFException e) {
            throw new IOException("Alerts on their way to receivers are damaged.", e);
        }
    }

    private static Parcel read(DataInputStream from) throws IOException {
        String receiver = from.readUTF();
        String id = from.readUTF();
        int length = from.readInt();
        if (length < 0 || length > from.available()) {
            throw new EOFException();
        }
        return new Parcel(receiver, id, from.readNBytes(length));
    }
}
