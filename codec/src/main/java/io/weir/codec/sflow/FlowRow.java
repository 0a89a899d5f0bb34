package io.weir.codec.sflow;

import io.weir.codec.IpAddress;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * The flow that a sample becomes. Its records only fill what is not known yet: what the sampled
 * header says comes first and stays.
 */
final class FlowRow {

    private static final int IPV4 = 1;
    private static final int IPV6 = 2;

    private FlowBatch batch;
    private int row;

    FlowRow of(FlowBatch batch, int row) {
        this.batch = batch;
        this.row = row;
        return this;
    }

    boolean has(FlowField field) {
        return batch.has(field, row);
    }

    long get(FlowField field) {
        return batch.get(field, row);
    }

    void set(FlowField field, long value) {
        batch.set(field, row, value);
    }

    void fill(FlowField field, long value) {
        if (!batch.has(field, row)) {
            batch.set(field, row, value);
        }
    }

    /** Fills a field with text or an opaque value, unless it is empty. */
    void fillSlice(FlowField field, int offset, int length) {
        if (length > 0 && !batch.has(field, row)) {
            batch.setSlice(field, row, offset, length);
        }
    }

    /** Reads an IPv4 address. */
    void fillIpv4(FlowField field, XdrReader in) throws MalformedDatagramException {
        fillAddress(field, 0, IpAddress.mappedIpv4(in.uint32()));
    }

    /** Reads an IPv6 address. */
    void fillIpv6(FlowField field, XdrReader in) throws MalformedDatagramException {
        long high = in.bits64();
        fillAddress(field, high, in.bits64());
    }

    /** Reads an address with its type before it; of one of unknown type, nothing follows. */
    void fillAddress(FlowField field, XdrReader in) throws MalformedDatagramException {
        long type = in.uint32();
        if (type == IPV4) {
            fillIpv4(field, in);
        } else if (type == IPV6) {
            fillIpv6(field, in);
        }
    }

    private void fillAddress(FlowField field, long high, long low) {
        if (!batch.has(field, row)) {
            batch.setAddress(field, row, high, low);
        }
    }
}
