package io.weir.operators.enrich;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.SamplingSource;
import io.weir.operators.enrich.names.OperatorNames;

/** The operator's word on sampling, where the exporter has not said any. */
public final class ConfiguredSampling {

    private static final long UNKNOWN_INTERFACE = -1;

    private final OperatorNames names;

    public ConfiguredSampling(OperatorNames names) {
        this.names = names;
    }

    /** An interval of 0, as NetFlow v5 sends it unsampled or not, says nothing. */
    public void apply(FlowBatch batch) {
        if (!names.hasSampling()) {
            return;
        }
        for (int row = 0; row < batch.size(); row++) {
            if (batch.getOr(FlowField.SAMPLING_INTERVAL, row, 0) == 0) {
                long input = batch.getOr(FlowField.INPUT_INTERFACE, row, UNKNOWN_INTERFACE);
                int interval =
                        names.samplingInterval(batch.exporterHigh(), batch.exporterLow(), input);
                if (interval != 0) {
                    batch.set(FlowField.SAMPLING_INTERVAL, row, interval);
                    batch.set(FlowField.SAMPLING_SOURCE, row, SamplingSource.CONFIGURATION.code());
                }
            }
        }
    }
}
