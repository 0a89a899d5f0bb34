package io.weir.codec.encode;

/**
 * Writes NetFlow v5 datagrams (Cisco, NetFlow Export Datagram Formats): a header of 24 bytes and up
 * to 30 records of 48.
 *
 * <pre>
 *  0                   1                   2                   3
 * +-------------------------------+-------------------------------+
 * |          Version (5)          |        Count (1 to 30)        |
 * +-------------------------------+-------------------------------+
 * |                    SysUptime (milliseconds)                   |
 * +---------------------------------------------------------------+
 * |                          unix_secs                            |
 * +---------------------------------------------------------------+
 * |                          unix_nsecs                           |
 * +---------------------------------------------------------------+
 * |          flow_sequence: flows sent before this datagram       |
 * +---------------+---------------+-------------------------------+
 * |  engine_type  |   engine_id   | mode (2) | sampling interval  |
 * +---------------+---------------+-------------------------------+
 * </pre>
 *
 * <p>Not thread-safe. The bytes of a datagram are valid until the next {@link #begin}.
 */
public final class NetflowV5Writer {

    public static final int HEADER_LENGTH = 24;
    public static final int RECORD_LENGTH = 48;
    public static final int MAX_RECORDS = 30;

    private static final int VERSION = 5;
    private static final int COUNT_AT = 2;
    private static final int UPTIME_AT = 4;
    private static final int EXPORT_SECONDS_AT = 8;
    private static final int EXPORT_NANOS_AT = 12;
    private static final int SEQUENCE_AT = 16;
    private static final int SAMPLING_INTERVAL_BITS = 14;
    private static final int AS_COUNTED = -1;

    private final WireBuffer buffer = new WireBuffer();
    private final NetflowV5Record record = new NetflowV5Record(buffer);
    private final int engineType;
    private final int engineId;
    private int sampling;
    private long nextSequence;
    private int count;
    private int statedCount;

    /**
     * @param engineType 0 to 255
     * @param engineId slot of the engine, 0 to 255
     */
    public NetflowV5Writer(int engineType, int engineId) {
        this.engineType = engineType;
        this.engineId = engineId;
    }

    /**
     * Sets what the following headers say of sampling; without it they say that there is none.
     *
     * @param mode 0 to 3
     * @param interval one packet in this many, 0 to 16383
     */
    public NetflowV5Writer sampling(int mode, int interval) {
        sampling = mode << SAMPLING_INTERVAL_BITS | interval;
        return this;
    }

    /** Sets the sequence number of the next datagram, as after a restart or a loss. */
    public NetflowV5Writer nextSequence(long sequence) {
        nextSequence = sequence;
        return this;
    }

    /** Starts a datagram; the one before is gone. */
    public NetflowV5Writer begin(long exportMillis, long uptimeMillis) {
        buffer.clear();
        count = 0;
        statedCount = AS_COUNTED;
        buffer.uint16(VERSION).uint16(0).zeros(SEQUENCE_AT - UPTIME_AT).uint32(nextSequence);
        buffer.uint8(engineType).uint8(engineId).uint16(sampling);
        return exportTime(exportMillis, uptimeMillis);
    }

    /** Sets the export time anew, for a datagram that took a while to fill. */
    public NetflowV5Writer exportTime(long exportMillis, long uptimeMillis) {
        buffer.setUint32(UPTIME_AT, uptimeMillis);
        buffer.setUint32(EXPORT_SECONDS_AT, Math.floorDiv(exportMillis, 1000L));
        buffer.setUint32(EXPORT_NANOS_AT, Math.floorMod(exportMillis, 1000L) * 1_000_000);
        return this;
    }

    /**
     * Adds a record of zeros. Its fields can be set until the next call, which gives back the same
     * object for the next record.
     *
     * @throws IllegalStateException if the datagram is full
     */
    public NetflowV5Record record() {
        if (count == MAX_RECORDS) {
            throw new IllegalStateException(
                    "A NetFlow v5 datagram holds " + MAX_RECORDS + " records.");
        }
        count++;
        nextSequence++;
        record.append();
        return record;
    }

    public int recordCount() {
        return count;
    }

    /** Adds bytes after the records; nothing is counted. */
    public NetflowV5Writer raw(byte... content) {
        buffer.bytes(content);
        return this;
    }

    /** Writes this count to the header instead of the true one. */
    public NetflowV5Writer statedCount(int count) {
        statedCount = count;
        return this;
    }

    /** Completes the datagram; more can still be added. */
    public WireBuffer finish() {
        buffer.setUint16(COUNT_AT, statedCount == AS_COUNTED ? count : statedCount);
        return buffer;
    }

    /** Completes the datagram and copies it. */
    public byte[] toBytes() {
        return finish().toBytes();
    }
}
