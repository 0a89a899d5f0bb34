package io.weir.udp.enumerator;

import io.weir.udp.split.UdpSplit;
import io.weir.udp.split.UdpSplitSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Writes the enumerator's state. Version 1: the split serializer's version and the number of
 * splits, 4 bytes each; then each split with its length in 4 bytes.
 */
@Internal
public final class UdpEnumeratorStateSerializer
        implements SimpleVersionedSerializer<UdpEnumeratorState> {

    public static final UdpEnumeratorStateSerializer INSTANCE = new UdpEnumeratorStateSerializer();

    private static final int VERSION = 1;

    private static final int INITIAL_BYTES = 64;

    private UdpEnumeratorStateSerializer() {}

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(UdpEnumeratorState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
        out.writeInt(UdpSplitSerializer.INSTANCE.getVersion());
        out.writeInt(state.unassigned().size());
        for (UdpSplit split : state.unassigned()) {
            byte[] bytes = UdpSplitSerializer.INSTANCE.serialize(split);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public UdpEnumeratorState deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "UDP enumerator state has version "
                            + version
                            + ", this release reads version "
                            + VERSION
                            + ": restore with the release that wrote it, or a newer one.");
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        int splitVersion = in.readInt();
        int splits = in.readInt();
        List<UdpSplit> unassigned = new ArrayList<>();
        for (int i = 0; i < splits; i++) {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            unassigned.add(UdpSplitSerializer.INSTANCE.deserialize(splitVersion, bytes));
        }
        return new UdpEnumeratorState(unassigned);
    }
}
