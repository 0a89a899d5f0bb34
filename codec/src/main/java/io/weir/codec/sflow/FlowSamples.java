package io.weir.codec.sflow;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** Makes a flow of each flow sample: one packet, as exported; nothing is multiplied. */
final class FlowSamples {

    private final FlowSampleHeader header = new FlowSampleHeader();
    private final FlowRecords records = new FlowRecords();
    private final EffectiveSamplingInterval effectiveInterval = new EffectiveSamplingInterval();

    void readCompact(DatagramHeader datagram, XdrReader sample, FlowBatch batch)
            throws MalformedDatagramException {
        header.readCompact(sample);
        read(datagram, sample, batch);
    }

    void readExpanded(DatagramHeader datagram, XdrReader sample, FlowBatch batch)
            throws MalformedDatagramException {
        header.readExpanded(sample);
        read(datagram, sample, batch);
    }

    private void read(DatagramHeader datagram, XdrReader sample, FlowBatch batch)
            throws MalformedDatagramException {
        int row = append(datagram, batch);
        batch.set(FlowField.PACKETS, row, 1);
        batch.set(FlowField.SAMPLING_INTERVAL, row, header.samplingRate);
        batch.set(FlowField.SAMPLE_POOL, row, header.samplePool);
        batch.set(FlowField.SAMPLE_DROPS, row, header.drops);
        long effective = effectiveInterval.observe(datagram.subAgent, header);
        if (effective != EffectiveSamplingInterval.UNKNOWN) {
            batch.set(FlowField.EFFECTIVE_SAMPLING_INTERVAL, row, effective);
        }
        Interfaces.set(header, batch, row);
        records.read(header.records, sample, batch, row);
    }

    /**
     * A packet that the agent dropped is not one of its samples: it is counted as dropped, and adds
     * nothing to the traffic, which is estimated from the samples.
     *
     * <pre>
     *  0 | sequence
     *  4 | type of the source
     *  8 | its index
     * 12 | notifications that were dropped
     * 16 | input interface
     * 20 | output interface
     * 24 | reason
     * 28 | records
     * </pre>
     */
    void readDiscarded(DatagramHeader datagram, XdrReader sample, FlowBatch batch)
            throws MalformedDatagramException {
        sample.uint32();
        sample.uint32();
        sample.uint32();
        long drops = sample.uint32();
        long input = sample.uint32();
        long output = sample.uint32();
        long reason = sample.uint32();
        long count = sample.uint32();
        int row = append(datagram, batch);
        batch.set(FlowField.SAMPLE_DROPS, row, drops);
        batch.set(FlowField.DROPPED_PACKETS, row, 1);
        DropReason.set(reason, batch, row);
        setDiscardInterface(FlowField.INPUT_INTERFACE, input, batch, row);
        setDiscardInterface(FlowField.OUTPUT_INTERFACE, output, batch, row);
        try {
            records.read(count, sample, batch, row);
        } finally {
            if (batch.has(FlowField.BYTES, row)) {
                batch.set(FlowField.DROPPED_BYTES, row, batch.get(FlowField.BYTES, row));
                batch.markAbsent(FlowField.BYTES, row);
            }
        }
    }

    /** Here 0 stands for an interface that is not known. */
    private static void setDiscardInterface(FlowField field, long index, FlowBatch batch, int row) {
        if (index != 0) {
            batch.set(field, row, index);
        }
    }

    private static int append(DatagramHeader datagram, FlowBatch batch) {
        int row = batch.append(1);
        if (datagram.agentKnown && !isExporter(datagram, batch)) {
            batch.setAddress(
                    FlowField.ORIGINAL_EXPORTER, row, datagram.agentHigh, datagram.agentLow);
        }
        return row;
    }

    private static boolean isExporter(DatagramHeader datagram, FlowBatch batch) {
        return datagram.agentLow == batch.exporterLow()
                && datagram.agentHigh == batch.exporterHigh();
    }
}
