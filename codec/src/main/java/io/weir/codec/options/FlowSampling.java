package io.weir.codec.options;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.SamplingSource;

/** Finds at which interval flows were sampled, and says who said so. */
final class FlowSampling {

    private static final long EGRESS = 1;

    private FlowSampling() {}

    /** Marks who said the interval, where the record or the header did. */
    static void markSource(FlowBatch batch) {
        long[] present = batch.presence(FlowField.SAMPLING_INTERVAL.index() >>> 6);
        long bit = 1L << FlowField.SAMPLING_INTERVAL.index();
        long any = 0;
        for (int row = 0; row < batch.size(); row++) {
            any |= present[row];
        }
        if ((any & bit) == 0) {
            return;
        }
        SamplingSource source =
                batch.protocol() == ExportProtocol.NETFLOW_V5
                        ? SamplingSource.HEADER
                        : SamplingSource.RECORD;
        long[] intervals = batch.column(FlowField.SAMPLING_INTERVAL);
        long[] sources = batch.column(FlowField.SAMPLING_SOURCE);
        for (int row = 0; row < batch.size(); row++) {
            if ((present[row] & bit) != 0 && intervals[row] > 0) {
                sources[row] = source.code();
                batch.markPresent(FlowField.SAMPLING_SOURCE, row);
            }
        }
    }

    /** Gives the flows that have no interval of their own the one that options tell. */
    static void fill(FlowBatch batch, ScopeTables own, ScopeTables all) {
        long[] intervals = batch.column(FlowField.SAMPLING_INTERVAL);
        for (int row = 0; row < batch.size(); row++) {
            if (batch.has(FlowField.SAMPLING_SOURCE, row)) {
                continue;
            }
            long interval = interval(batch, row, own, all);
            if (interval > 0) {
                intervals[row] = interval;
                batch.markPresent(FlowField.SAMPLING_INTERVAL, row);
                batch.set(FlowField.SAMPLING_SOURCE, row, SamplingSource.OPTIONS.code());
            }
        }
    }

    /** The interval of what the flow is bound to most closely; 0 if it is not known. */
    private static long interval(FlowBatch batch, int row, ScopeTables own, ScopeTables all) {
        boolean namesSampler = batch.has(FlowField.SAMPLER_ID, row);
        if (namesSampler) {
            long id = batch.get(FlowField.SAMPLER_ID, row);
            long interval = firstOf(own.ofSampler(id), all.ofSampler(id));
            if (interval > 0) {
                return interval;
            }
        }
        FlowField interfaceField =
                batch.getOr(FlowField.DIRECTION, row, 0) == EGRESS
                        ? FlowField.OUTPUT_INTERFACE
                        : FlowField.INPUT_INTERFACE;
        if (batch.has(interfaceField, row)) {
            long index = batch.get(interfaceField, row);
            long interval = firstOf(own.ofInterface(index), all.ofInterface(index));
            if (interval > 0) {
                return interval;
            }
        }
        // Templates of another domain are other templates.
        long ofTemplate = own.ofTemplate(batch.getOr(FlowField.TEMPLATE_ID, row, 0));
        // Who names a sampler that is not known was not sampled by another that is.
        boolean orNumbered = !namesSampler;
        return firstOf(
                ofTemplate,
                firstOf(
                        own.ofSystem(orNumbered, batch.receivedMillis()),
                        all.ofSystem(orNumbered, batch.receivedMillis())));
    }

    private static long firstOf(long interval, long otherwise) {
        return interval > 0 ? interval : otherwise;
    }
}
