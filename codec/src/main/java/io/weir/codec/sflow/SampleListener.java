package io.weir.codec.sflow;

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

    /** The counters of an interface or another source. */
    void counters(CounterSample sample);
}
