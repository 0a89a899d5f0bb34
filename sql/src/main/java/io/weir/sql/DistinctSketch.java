package io.weir.sql;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * The accumulator of {@link ApproxDistinct}: a HyperLogLog sketch of Apache DataSketches.
 *
 * <p>To Flink it is one column of octets, the sketch in its compact form, empty as long as nothing
 * was added. It is unpacked once for all that is added between two writes. Not thread-safe.
 */
public final class DistinctSketch {

    private static final int LOG_REGISTERS = 11;
    private static final byte[] NONE = {};

    private transient HllSketch sketch;
    private byte[] octets = NONE;

    /** Called by Flink to write the state. */
    public byte[] getOctets() {
        if (sketch != null) {
            octets = sketch.toCompactByteArray();
        }
        return octets.clone();
    }

    /** Called by Flink with what it has read. */
    public void setOctets(byte[] octets) {
        this.octets = octets.clone();
        sketch = null;
    }

    void add(String value) {
        unpacked().update(value);
    }

    void add(long value) {
        unpacked().update(value);
    }

    void add(DistinctSketch other) {
        if (other.isEmpty()) {
            return;
        }
        if (isEmpty()) {
            setOctets(other.getOctets());
            return;
        }
        Union union = new Union(LOG_REGISTERS);
        union.update(unpacked());
        union.update(other.unpacked());
        sketch = union.getResult(TgtHllType.HLL_8);
    }

    private boolean isEmpty() {
        return sketch == null && octets.length == 0;
    }

    long estimate() {
        return isEmpty() ? 0 : Math.round(unpacked().getEstimate());
    }

    private HllSketch unpacked() {
        if (sketch == null) {
            sketch =
                    octets.length == 0
                            ? new HllSketch(LOG_REGISTERS, TgtHllType.HLL_8)
                            : HllSketch.heapify(octets);
        }
        return sketch;
    }
}
