package io.weir.job.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 1: emitted (8 bytes), number of files (4), the files (modified UTF-8 each). */
final class CaptureSplitSerializer implements SimpleVersionedSerializer<CaptureSplit> {

    static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(CaptureSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        write(split, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public CaptureSplit deserialize(int version, byte[] serialized) throws IOException {
        checkVersion(version);
        return read(new DataInputDeserializer(serialized));
    }

    static void write(CaptureSplit split, DataOutputSerializer out) throws IOException {
        out.writeLong(split.emitted());
        out.writeInt(split.files().size());
        for (String file : split.files()) {
            out.writeUTF(file);
        }
    }

    static CaptureSplit read(DataInputDeserializer in) throws IOException {
        long emitted = in.readLong();
        int count = in.readInt();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(in.readUTF());
        }
        return new CaptureSplit(files, emitted);
    }

    static void checkVersion(int version) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "Capture split state has version " + version + "; this build reads 1.");
        }
    }
}
