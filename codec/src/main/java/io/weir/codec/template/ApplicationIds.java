package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned;
import static io.weir.codec.BigEndian.unsigned32;
import static io.weir.codec.BigEndian.unsigned8;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.ApplicationId;

/**
 * An application id (element 95, RFC 6759 §4): the classification engine in one octet, then the
 * selector; of engine 20 a private enterprise number in four octets between them, and a selector of
 * up to three octets, or of four with a zero first, as Fortinet's.
 */
final class ApplicationIds extends RecordValue {

    static final int MIN_LENGTH = 2;
    static final int MAX_LENGTH = 9;

    private static final int MAX_SELECTOR = 7;
    private static final int ENTERPRISE_LENGTH = 4;
    private static final long MAX_ENTERPRISE_SELECTOR = 0xff_ffffL;

    ApplicationIds(int field, FlowField target) {
        super(field, target);
    }

    /** Absent where the length is none of an application id: the field may be variable. */
    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        int length = records.length(field, record);
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return ABSENT;
        }
        int at = records.first(field, record);
        int engine = unsigned8(records.bytes, at);
        if (engine == ApplicationId.ENTERPRISE_LAYER_7 && length > 1 + ENTERPRISE_LENGTH) {
            return ofEnterprise(records.bytes, at + 1, length - 1 - ENTERPRISE_LENGTH);
        }
        return length - 1 > MAX_SELECTOR
                ? ABSENT
                : ApplicationId.of(engine, unsigned(records.bytes, at + 1, length - 1));
    }

    private static long ofEnterprise(byte[] bytes, int at, int selectorLength) {
        long selector = unsigned(bytes, at + ENTERPRISE_LENGTH, selectorLength);
        return selector > MAX_ENTERPRISE_SELECTOR
                ? ABSENT
                : ApplicationId.ofEnterprise(unsigned32(bytes, at), selector);
    }
}
