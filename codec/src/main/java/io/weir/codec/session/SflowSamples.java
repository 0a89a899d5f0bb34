package io.weir.codec.session;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.sflow.CounterSample;
import io.weir.codec.sflow.SampleListener;

/** Tells those who listen to a session of the samples in its sFlow datagrams. */
final class SflowSamples implements SampleListener {

    private final SessionListener listener;
    private final RecordListener records;
    private final ExportMessage message;

    SflowSamples(SessionListener listener, RecordListener records, ExportMessage message) {
        this.listener = listener;
        this.records = records;
        this.message = message;
    }

    @Override
    public void sample(long type, byte[] bytes, int from, int to) {
        records.sample(message, type, bytes, from, to);
    }

    @Override
    public void flow(long type, int from, int to, FlowBatch batch, int row) {
        records.flow(type, from, to, batch, row);
    }

    @Override
    public void counters(CounterSample sample) {
        listener.count(SessionCounter.COUNTER_SAMPLES, 1);
        listener.counterSample(sample);
    }
}
