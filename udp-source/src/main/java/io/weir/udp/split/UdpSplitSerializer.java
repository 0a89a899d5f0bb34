package io.weir.udp.split;

import io.weir.udp.Datagram;
import io.weir.udp.DatagramSerializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes splits for assignments and checkpoints. Version 1:
 *
 * <pre>
 *   splitId    modified UTF-8 with its length
 *   listenOn   4 bytes count, then each: name as modified UTF-8 with its length,
 *              1 byte address length (4 or 16), address, 2 bytes port
 *   backlog    4 bytes count, then each as {@link DatagramSerializer} writes it
 * </pre>
 */
@Internal
public final class UdpSplitSerializer implements SimpleVersionedSerializer<UdpSplit> {

    public static final UdpSplitSerializer INSTANCE = new UdpSplitSerializer();

    private static final int VERSION = 1;

    private static final int INITIAL_BYTES = 256;

    private UdpSplitSerializer() {}

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(UdpSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
        out.writeUTF(split.splitId());
        out.writeInt(split.listenOn().size());
        for (Endpoint endpoint : split.listenOn()) {
            out.writeUTF(endpoint.listener());
            writeAddress(endpoint.address(), out);
        }
        out.writeInt(split.backlog().size());
        for (Datagram datagram : split.backlog()) {
            DatagramSerializer.INSTANCE.serialize(datagram, out);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public UdpSplit deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "UDP split state has version "
                            + version
                            + ", this release reads version "
                            + VERSION
                            + ": restore with the release that wrote it, or a newer one.");
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        String splitId = in.readUTF();
        int endpoints = in.readInt();
        List<Endpoint> listenOn = new ArrayList<>();
        for (int i = 0; i < endpoints; i++) {
            listenOn.add(new Endpoint(in.readUTF(), readAddress(in)));
        }
        int datagrams = in.readInt();
        List<Datagram> backlog = new ArrayList<>();
        for (int i = 0; i < datagrams; i++) {
            backlog.add(DatagramSerializer.INSTANCE.deserialize(in));
        }
        return new UdpSplit(splitId, listenOn, backlog);
    }

    private static void writeAddress(InetSocketAddress address, DataOutputView out)
            throws IOException {
        byte[] bytes = address.getAddress().getAddress();
        out.writeByte(bytes.length);
        out.write(bytes);
        out.writeShort(address.getPort());
    }

    private static InetSocketAddress readAddress(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedByte()];
        in.readFully(bytes);
        return new InetSocketAddress(InetAddress.getByAddress(bytes), in.readUnsignedShort());
    }
}
