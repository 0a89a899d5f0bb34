package io.weir.codec.encode;

import io.weir.codec.IpAddress;

/**
 * Writes sFlow v5 datagrams (sflow.org, "sFlow Version 5").
 *
 * <pre>
 * +---------------------------------------------------------------+
 * |                          Version (5)                          |
 * +---------------------------------------------------------------+
 * |           Type of the agent's address (1 IPv4, 2 IPv6)        |
 * +---------------------------------------------------------------+
 * |                  Agent's address (4 or 16 bytes)              |
 * +---------------------------------------------------------------+
 * |                           Sub-agent                           |
 * +---------------------------------------------------------------+
 * |                    Sequence of the datagram                   |
 * +---------------------------------------------------------------+
 * |                     Uptime (milliseconds)                     |
 * +---------------------------------------------------------------+
 * |                       Number of samples                       |
 * +---------------------------------------------------------------+
 * |              Samples: data format, length, content            |
 * </pre>
 *
 * <p>Not thread-safe. The bytes of a datagram are valid until the next {@link #begin}.
 */
public final class SflowWriter {

    public static final int FLOW_SAMPLE = 1;
    public static final int COUNTER_SAMPLE = 2;
    public static final int EXPANDED_FLOW_SAMPLE = 3;
    public static final int EXPANDED_COUNTER_SAMPLE = 4;

    private static final int VERSION = 5;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final long AS_COUNTED = -1;
    private static final int NONE = -1;

    private final WireBuffer buffer = new WireBuffer();
    private final FlowSampleWriter flowSample = new FlowSampleWriter(buffer);
    private final CounterSampleWriter counterSample = new CounterSampleWriter(buffer);
    private final IpAddress agent;
    private final long subAgent;

    private long nextSequence = 1;
    private int uptimeAt;
    private int countAt;
    private int count;
    private long statedCount;
    private int openLengthAt;

    /**
     * @param agent the address that the agent calls itself by
     * @param subAgent 32 bits unsigned
     */
    public SflowWriter(IpAddress agent, long subAgent) {
        this.agent = agent;
        this.subAgent = subAgent;
    }

    /** Sets the sequence number of the next datagram, as after a restart or a loss. */
    public SflowWriter nextSequence(long sequence) {
        nextSequence = sequence;
        return this;
    }

    /** Starts a datagram; the one before is gone. */
    public SflowWriter begin(long uptimeMillis) {
        buffer.clear();
        count = 0;
        statedCount = AS_COUNTED;
        openLengthAt = NONE;
        buffer.uint32(VERSION).uint32(agent.isIpv4() ? IPV4 : IPV6).address(agent);
        buffer.uint32(subAgent).uint32(nextSequence++);
        uptimeAt = buffer.length();
        buffer.uint32(uptimeMillis);
        countAt = buffer.length();
        buffer.uint32(0);
        return this;
    }

    /** Sets the uptime anew, for a datagram that took a while to fill. */
    public SflowWriter uptime(long uptimeMillis) {
        buffer.setUint32(uptimeAt, uptimeMillis);
        return this;
    }

    /**
     * Adds a flow sample of zeros without records. Its fields can be set, and records added, until
     * the next sample, for which the same object is given back.
     */
    public FlowSampleWriter flowSample() {
        openSample(FLOW_SAMPLE);
        return flowSample.appendCompact();
    }

    /** As {@link #flowSample}, in the layout for large indices. */
    public FlowSampleWriter expandedFlowSample() {
        openSample(EXPANDED_FLOW_SAMPLE);
        return flowSample.appendExpanded();
    }

    /**
     * Adds a counter sample without records, which can be added until the next sample.
     *
     * @param sequence of the counter samples of this source
     * @param sourceType 0 to 255
     * @param sourceIndex 24 bits
     */
    public CounterSampleWriter counterSample(long sequence, int sourceType, long sourceIndex) {
        openSample(COUNTER_SAMPLE);
        buffer.uint32(sequence).uint32((long) sourceType << 24 | sourceIndex);
        return counterSample.append();
    }

    /** As {@link #counterSample}, in the layout for large indices. */
    public CounterSampleWriter expandedCounterSample(
            long sequence, long sourceType, long sourceIndex) {
        openSample(EXPANDED_COUNTER_SAMPLE);
        buffer.uint32(sequence).uint32(sourceType).uint32(sourceIndex);
        return counterSample.append();
    }

    /** Adds a sample of any format. */
    public SflowWriter rawSample(long format, byte... content) {
        openSample(format);
        buffer.bytes(content);
        return this;
    }

    /** Adds bytes after the samples; nothing is counted. */
    public SflowWriter raw(byte... content) {
        closeSample();
        buffer.bytes(content);
        return this;
    }

    /** Writes this number of samples to the header instead of the true one. */
    public SflowWriter statedCount(long count) {
        statedCount = count;
        return this;
    }

    public int sampleCount() {
        return count;
    }

    /** The bytes of the datagram so far. */
    public int length() {
        return buffer.length();
    }

    /** Completes the datagram; more can still be added. */
    public WireBuffer finish() {
        closeSample();
        buffer.setUint32(countAt, statedCount == AS_COUNTED ? count : statedCount);
        return buffer;
    }

    /** Completes the datagram and copies it. */
    public byte[] toBytes() {
        return finish().toBytes();
    }

    private void openSample(long format) {
        closeSample();
        buffer.uint32(format);
        openLengthAt = buffer.length();
        buffer.uint32(0);
        count++;
    }

    private void closeSample() {
        if (openLengthAt != NONE) {
            buffer.setUint32(openLengthAt, buffer.length() - openLengthAt - Integer.BYTES);
            openLengthAt = NONE;
        }
    }
}
