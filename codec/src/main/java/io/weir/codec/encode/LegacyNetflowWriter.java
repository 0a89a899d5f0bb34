package io.weir.codec.encode;

/**
 * Writes NetFlow v1 and v7 datagrams (Cisco, NetFlow Export Datagram Formats), which both have
 * records of 52 bytes.
 *
 * <pre>
 *  0                   1                   2                   3
 * +-------------------------------+-------------------------------+
 * |        Version (1, 7)         |             Count             |
 * +-------------------------------+-------------------------------+
 * |                    SysUptime (milliseconds)                   |
 * +---------------------------------------------------------------+
 * |                          unix_secs                            |
 * +---------------------------------------------------------------+
 * |                          unix_nsecs                           |
 * +---------------------------------------------------------------+
 * |   version 7: flow_sequence, flows sent before this datagram   |
 * +---------------------------------------------------------------+
 * |                      version 7: reserved                      |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>Not thread-safe. The bytes of a datagram are valid until the next {@link #begin}.
 */
public final class LegacyNetflowWriter {

    public static final int RECORD_LENGTH = 52;

    private static final int COUNT_AT = 2;
    private static final int V1 = 1;
    private static final int V7 = 7;

    private final WireBuffer buffer = new WireBuffer();
    private final int version;
    private long nextSequence;
    private int count;

    private LegacyNetflowWriter(int version) {
        this.version = version;
    }

    public static LegacyNetflowWriter v1() {
        return new LegacyNetflowWriter(V1);
    }

    public static LegacyNetflowWriter v7() {
        return new LegacyNetflowWriter(V7);
    }

    /** Sets the sequence number of the next datagram of version 7. */
    public LegacyNetflowWriter nextSequence(long sequence) {
        nextSequence = sequence;
        return this;
    }

    /** Starts a datagram; the one before is gone. */
    public LegacyNetflowWriter begin(long exportMillis, long uptimeMillis) {
        buffer.clear();
        count = 0;
        buffer.uint16(version).uint16(0).uint32(uptimeMillis);
        buffer.uint32(Math.floorDiv(exportMillis, 1000L));
        buffer.uint32(Math.floorMod(exportMillis, 1000L) * 1_000_000);
        if (version == V7) {
            buffer.uint32(nextSequence).uint32(0);
        }
        return this;
    }

    /**
     * Adds a record.
     *
     * @throws IllegalStateException if the writer does not write {@link #RECORD_LENGTH} bytes
     */
    public LegacyNetflowWriter record(RecordWriter writer) {
        int start = buffer.length();
        writer.writeTo(buffer);
        int written = buffer.length() - start;
        if (written != RECORD_LENGTH) {
            throw new IllegalStateException(
                    "A record of NetFlow v%d has %d bytes, but %d were written."
                            .formatted(version, RECORD_LENGTH, written));
        }
        count++;
        nextSequence++;
        return this;
    }

    /** Completes the datagram and copies it. */
    public byte[] toBytes() {
        buffer.setUint16(COUNT_AT, count);
        return buffer.toBytes();
    }
}
