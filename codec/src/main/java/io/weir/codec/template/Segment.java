package io.weir.codec.template;

import static io.weir.codec.BigEndian.bits64;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * The two parts of layer2SegmentId (IANA element 351): the encapsulation in the top octet, the
 * identifier in the others.
 */
final class Segment {

    private static final int TYPE_SHIFT = 56;
    private static final long IDENTIFIER = (1L << TYPE_SHIFT) - 1;
    private static final int VXLAN = 1;
    private static final int NVGRE = 2;
    private static final int UDP = 17;
    private static final int GRE = 47;

    private Segment() {}

    static final class Identifier extends RecordValue {

        Identifier(int field) {
            super(field, FlowField.TUNNEL_ID);
        }

        @Override
        long value(DataRecords records, int record, FlowBatch batch, int row) {
            return bits64(records.bytes, records.first(field, record)) & IDENTIFIER;
        }
    }

    /** The IP protocol of the encapsulation. */
    static final class Encapsulation extends RecordValue {

        Encapsulation(int field) {
            super(field, FlowField.TUNNEL_PROTOCOL);
        }

        @Override
        long value(DataRecords records, int record, FlowBatch batch, int row) {
            long segment = bits64(records.bytes, records.first(field, record));
            return switch ((int) (segment >>> TYPE_SHIFT)) {
                case VXLAN -> UDP;
                case NVGRE -> GRE;
                default -> ABSENT;
            };
        }
    }
}
