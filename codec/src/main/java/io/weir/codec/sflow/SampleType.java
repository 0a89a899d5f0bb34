package io.weir.codec.sflow;

/** The samples of sFlow v5, by their data format: enterprise * 4096 + format. */
final class SampleType {

    static final int FLOW = 1;
    static final int COUNTERS = 2;
    static final int EXPANDED_FLOW = 3;
    static final int EXPANDED_COUNTERS = 4;

    /** A dropped packet (sflow.org, "sFlow Dropped Packet Notification Structures"). */
    static final int DISCARDED_PACKET = 5;

    private SampleType() {}
}
