package io.weir.codec.encode;

/** The last counter sample of an sFlow datagram being written. */
public final class CounterSampleWriter {

    private final SflowRecordList records;

    CounterSampleWriter(WireBuffer buffer) {
        records = new SflowRecordList(buffer);
    }

    CounterSampleWriter append() {
        records.begin();
        return this;
    }

    /**
     * Adds a record.
     *
     * @param format enterprise * 4096 + format
     */
    public CounterSampleWriter record(long format, RecordWriter content) {
        records.add(format, content);
        return this;
    }

    /** Writes this number of records to the sample instead of the true one. */
    public CounterSampleWriter statedRecords(long count) {
        records.state(count);
        return this;
    }
}
