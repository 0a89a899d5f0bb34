package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.ApplicationId;

/** An application by the bare number that an enterprise or IANA gave it. 0 is none. */
final class NumberedApplication extends RecordValue {

    private static final long MAX_SELECTOR = 0xff_ffffL;

    /** The id of application 0. */
    private final long base;

    private NumberedApplication(int field, FlowField target, long base) {
        super(field, target);
        this.base = base;
    }

    static NumberedApplication ofEnterprise(int field, FlowField target, long enterprise) {
        return new NumberedApplication(field, target, ApplicationId.ofEnterprise(enterprise, 0));
    }

    /** YAF labels an application with the well-known port of its protocol. */
    static NumberedApplication ofPort(int field, FlowField target) {
        return new NumberedApplication(
                field, target, ApplicationId.of(ApplicationId.IANA_LAYER_4, 0));
    }

    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        long number = number(records, field, record);
        return number <= 0 || number > MAX_SELECTOR ? ABSENT : base | number;
    }
}
