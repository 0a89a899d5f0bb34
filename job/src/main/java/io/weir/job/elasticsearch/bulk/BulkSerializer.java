package io.weir.job.elasticsearch.bulk;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What was not acknowledged yet, in the state of the writer.
 *
 * <pre>
 * | items (int) | the length of each (int) | the body |
 * </pre>
 */
final class BulkSerializer implements SimpleVersionedSerializer<Bulk> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    /** How many octets a request takes. */
    long length(Bulk bulk) {
        return Integer.BYTES * (1L + bulk.items()) + bulk.bytes();
    }

    @Override
    public byte[] serialize(Bulk bulk) {
        int[] starts = bulk.starts();
        ByteBuffer to = ByteBuffer.allocate(Math.toIntExact(length(bulk))).putInt(bulk.items());
        for (int item = 0; item < bulk.items(); item++) {
            to.putInt(starts[item + 1] - starts[item]);
        }
        return to.put(bulk.body()).array();
    }

    @Override
    public Bulk deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "Documents on their way to Elasticsearch were saved in format version "
                            + version
                            + "; this build reads version "
                            + VERSION
                            + ". Run the build that wrote the state, or a newer one.");
        }
        try {
            return read(ByteBuffer.wrap(serialized));
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IOException("Documents on their way to Elasticsearch are damaged.", e);
        }
    }

    private static Bulk read(ByteBuffer from) {
        int[] starts = new int[from.getInt() + 1];
        for (int item = 1; item < starts.length; item++) {
            starts[item] = starts[item - 1] + from.getInt();
        }
        byte[] body = new byte[starts[starts.length - 1]];
        from.get(body);
        return new Bulk(body, starts);
    }
}
