package io.weir.job.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 1: number of splits (4 bytes), then each as {@link CaptureSplitSerializer} writes it. */
final class UnassignedSplitsSerializer
        implements SimpleVersionedSerializer<Collection<CaptureSplit>> {

    @Override
    public int getVersion() {
        return CaptureSplitSerializer.VERSION;
    }

    @Override
    public byte[] serialize(Collection<CaptureSplit> splits) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeInt(splits.size());
        for (CaptureSplit split : splits) {
            CaptureSplitSerializer.write(split, out);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public Collection<CaptureSplit> deserialize(int version, byte[] serialized) throws IOException {
        CaptureSplitSerializer.checkVersion(version);
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        int count = in.readInt();
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            splits.add(CaptureSplitSerializer.read(in));
        }
        return splits;
    }
}
