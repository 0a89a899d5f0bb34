package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.tables.KeyHash;

/** Hashes of the addresses of flows. */
final class AddressHash {

    private AddressHash() {}

    /** Of an address that the row has. */
    static long of(FlowBatch batch, int row, FlowField address) {
        return KeyHash.of(batch.getHigh(address, row), batch.get(address, row));
    }
}
