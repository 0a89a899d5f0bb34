package io.weir.codec.sflow;

import io.weir.codec.flow.FlowBatch;

/** Hears of the samples of a datagram beside the flows that are made of them. */
public interface SampleListener {

    /**
     * A sample as it is on the wire. Called before it is decoded.
     *
     * @param type the data format of the sample: enterprise * 4096 + format
     * @param from the first byte after the sample's length
     * @param to the first byte after the sample
     */
    void sample(long type, byte[] bytes, int from, int to);

    /**
     * A sample has become a flow, the last of the batch; also if it is malformed behind what the
     * flow has of it.
     *
     * @param type as of {@link #sample}
     * @param from the first byte after the sample's length in the batch's payload
     * @param to the first byte after the sample
     */
    default void flow(long type, int from, int to, FlowBatch batch, int row) {}

    /** The counters of an interface or another source. */
    void counters(CounterSample sample);
}
