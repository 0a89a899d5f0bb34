package io.weir.codec.sflow;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Why an agent discarded a packet: below 256 the code of the ICMP message that says so (RFC 792,
 * RFC 1812), from there on as sFlow numbers them. Becomes the forwarding status that says the same
 * (IANA element 89), or that of an unknown reason.
 */
final class DropReason {

    private static final int DROPPED_UNKNOWN = 128;
    private static final int DROPPED_ACL_DENY = 129;
    private static final int DROPPED_UNROUTABLE = 131;
    private static final int DROPPED_FRAGMENTATION = 133;
    private static final int DROPPED_BAD_TTL = 137;
    private static final int DROPPED_POLICER = 138;
    private static final int DROPPED_WRED = 139;
    private static final int LAST_MAPPED = 262;

    private DropReason() {}

    static void set(long reason, FlowBatch batch, int row) {
        batch.set(FlowField.FORWARDING_STATUS, row, forwardingStatus(reason));
    }

    private static int forwardingStatus(long reason) {
        if (reason > LAST_MAPPED) {
            return DROPPED_UNKNOWN;
        }
        return switch ((int) reason) {
            case 0, 1, 6, 7, 8, 11, 12 -> DROPPED_UNROUTABLE;
            case 4, 262 -> DROPPED_FRAGMENTATION;
            case 9, 10, 13, 258 -> DROPPED_ACL_DENY;
            case 257 -> DROPPED_BAD_TTL;
            case 260 -> DROPPED_WRED;
            case 261 -> DROPPED_POLICER;
            default -> DROPPED_UNKNOWN;
        };
    }
}
