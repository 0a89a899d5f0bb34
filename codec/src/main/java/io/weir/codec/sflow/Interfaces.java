package io.weir.codec.sflow;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * The interfaces of a sample. A format says what the value is: 0 the index of an interface, 1 why
 * the packet was discarded, 2 how many interfaces it left by.
 */
final class Interfaces {

    static final int INDEX = 0;
    static final int DISCARDED = 1;
    static final int SEVERAL = 2;

    /** The index of an interface that the agent does not know. */
    private static final long UNKNOWN_COMPACT = 0x3fff_ffffL;

    private static final long UNKNOWN = 0xffff_ffffL;

    private static final int INTERFACE_SOURCE = 0;
    private static final int INGRESS = 0;
    private static final int EGRESS = 1;

    private Interfaces() {}

    static void set(FlowSampleHeader sample, FlowBatch batch, int row) {
        boolean input = isKnown(sample.inputFormat, sample.inputValue);
        boolean output = isKnown(sample.outputFormat, sample.outputValue);
        if (input) {
            batch.set(FlowField.INPUT_INTERFACE, row, sample.inputValue);
        }
        if (output) {
            batch.set(FlowField.OUTPUT_INTERFACE, row, sample.outputValue);
        } else if (sample.outputFormat == DISCARDED) {
            DropReason.set(sample.outputValue, batch, row);
        } else if (sample.outputFormat == SEVERAL) {
            batch.set(FlowField.OUTPUT_INTERFACE_COUNT, row, sample.outputValue);
        }
        if (sample.sourceType != INTERFACE_SOURCE) {
            return;
        }
        if (input && sample.sourceIndex == sample.inputValue) {
            batch.set(FlowField.DIRECTION, row, INGRESS);
        } else if (output && sample.sourceIndex == sample.outputValue) {
            batch.set(FlowField.DIRECTION, row, EGRESS);
        }
    }

    static boolean isKnown(long format, long value) {
        return format == INDEX && value != UNKNOWN_COMPACT && value != UNKNOWN;
    }
}
