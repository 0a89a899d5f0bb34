package io.weir.codec.totals;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * What a flow is known by in all its reports, in 64 bits. Two flows of an exporter that remembers
 * 65,536 have the same key with a probability of 10^-10.
 *
 * <p>Keys are stored in state: how they are made must not change.
 */
final class FlowKey {

    private static final FlowField[] ADDRESSES = {
        FlowField.SOURCE_ADDRESS, FlowField.DESTINATION_ADDRESS
    };
    private static final FlowField[] NUMBERS = {
        FlowField.SOURCE_PORT,
        FlowField.DESTINATION_PORT,
        FlowField.PROTOCOL,
        FlowField.ICMP_TYPE,
        FlowField.ICMP_CODE,
        FlowField.TOS,
        FlowField.VLAN,
        FlowField.CUSTOMER_VLAN,
        FlowField.SOURCE_MAC,
        FlowField.DESTINATION_MAC,
        FlowField.INGRESS_VRF,
        FlowField.TUNNEL_ID,
        FlowField.INPUT_INTERFACE,
        FlowField.OUTPUT_INTERFACE,
        FlowField.DIRECTION,
        FlowField.FLOW_ID
    };

    private FlowKey() {}

    static long of(FlowBatch batch, int row) {
        long key = mix(batch.protocol().code(), batch.domain());
        for (FlowField field : ADDRESSES) {
            if (batch.has(field, row)) {
                key = mix(mix(key, batch.getHigh(field, row)), batch.get(field, row));
            }
        }
        for (FlowField field : NUMBERS) {
            key = mix(key, batch.getOr(field, row, -1));
        }
        return key;
    }

    /** A step of the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long key, long value) {
        long mixed = (key ^ value) + 0x9e37_79b9_7f4a_7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ mixed >>> 31;
    }
}
