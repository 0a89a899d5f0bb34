package io.weir.codec.encode;

/**
 * The last flow sample of an sFlow datagram being written.
 *
 * <pre>
 * compact                            expanded
 *  0 sequence                         0 sequence
 *  4 source: type (8), index (24)     4 source type      8 source index
 *  8 rate     12 pool    16 drops    12 rate    16 pool    20 drops
 * 20 input: format (2), value (30)   24 input format    28 input value
 * 24 output: format (2), value (30)  32 output format   36 output value
 * </pre>
 */
public final class FlowSampleWriter {

    /** The index of an interface that the agent does not know. */
    public static final long UNKNOWN_INTERFACE = 0x3fff_ffffL;

    /** The format of an output that says why the packet was discarded. */
    public static final int DISCARDED = 1;

    /** The format of an output that says how many interfaces the packet left by. */
    public static final int SEVERAL = 2;

    private static final int SAMPLED_HEADER = 1;
    private static final int COMPACT_LENGTH = 28;
    private static final int EXPANDED_LENGTH = 40;

    private final WireBuffer buffer;
    private final SflowRecordList records;
    private int start;
    private boolean compact;

    FlowSampleWriter(WireBuffer buffer) {
        this.buffer = buffer;
        this.records = new SflowRecordList(buffer);
    }

    FlowSampleWriter appendCompact() {
        return append(COMPACT_LENGTH);
    }

    FlowSampleWriter appendExpanded() {
        return append(EXPANDED_LENGTH);
    }

    private FlowSampleWriter append(int length) {
        compact = length == COMPACT_LENGTH;
        start = buffer.length();
        buffer.zeros(length);
        records.begin();
        return this;
    }

    /** The number of the sample among those of its source. */
    public FlowSampleWriter sequence(long sequence) {
        buffer.setUint32(start, sequence);
        return this;
    }

    /** Type 0 for an interface, 8 bits compact; index 24 bits compact. */
    public FlowSampleWriter source(long type, long index) {
        if (compact) {
            buffer.setUint32(start + 4, type << 24 | index);
        } else {
            buffer.setUint32(start + 4, type);
            buffer.setUint32(start + 8, index);
        }
        return this;
    }

    /**
     * What the agent says of its sampling.
     *
     * @param rate one packet in this many is to be sampled
     * @param pool packets that could have been sampled so far
     * @param drops samples that the agent dropped so far
     */
    public FlowSampleWriter sampling(long rate, long pool, long drops) {
        int at = start + (compact ? 8 : 12);
        buffer.setUint32(at, rate);
        buffer.setUint32(at + 4, pool);
        buffer.setUint32(at + 8, drops);
        return this;
    }

    public FlowSampleWriter interfaces(long input, long output) {
        return input(0, input).output(0, output);
    }

    public FlowSampleWriter input(int format, long value) {
        return setInterface(compact ? 20 : 24, format, value);
    }

    public FlowSampleWriter output(int format, long value) {
        return setInterface(compact ? 24 : 32, format, value);
    }

    private FlowSampleWriter setInterface(int offset, long format, long value) {
        if (compact) {
            buffer.setUint32(start + offset, format << 30 | value);
        } else {
            buffer.setUint32(start + offset, format);
            buffer.setUint32(start + offset + 4, value);
        }
        return this;
    }

    /**
     * Adds the record of the first bytes of the packet.
     *
     * @param protocol what they start with: 1 Ethernet, 7 PPP, 11 IPv4, 12 IPv6, 13 MPLS
     * @param frameLength of the whole packet
     */
    public FlowSampleWriter header(int protocol, long frameLength, byte... header) {
        return header(protocol, frameLength, header, header.length);
    }

    /** As {@link #header(int, long, byte...)}, of the first {@code length} bytes of an array. */
    public FlowSampleWriter header(int protocol, long frameLength, byte[] packet, int length) {
        return record(
                SAMPLED_HEADER,
                record ->
                        record.uint32(protocol)
                                .uint32(frameLength)
                                .uint32(0)
                                .opaque(packet, length));
    }

    /**
     * Adds a record.
     *
     * @param format enterprise * 4096 + format
     */
    public FlowSampleWriter record(long format, RecordWriter content) {
        records.add(format, content);
        return this;
    }

    /** Writes this number of records to the sample instead of the true one. */
    public FlowSampleWriter statedRecords(long count) {
        records.state(count);
        return this;
    }
}
