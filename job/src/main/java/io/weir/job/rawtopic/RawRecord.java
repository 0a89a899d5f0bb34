package io.weir.job.rawtopic;

import io.weir.udp.Datagram;

/** What stands in the raw topic. */
public sealed interface RawRecord {

    /** A datagram as a collector received it. */
    record Received(Datagram datagram) implements RawRecord {}

    /**
     * Says that everything which its writer received at {@code completeMillis} or before, and which
     * belongs in this partition, stands before this record.
     *
     * @param partition where it is to be written; {@value #ANY_PARTITION} of one that was read
     * @param writer tells writers apart: each subtask of a collector draws it anew when it starts
     * @param completeMillis receive time, Unix milliseconds; {@link Long#MAX_VALUE} when the writer
     *     has ended
     */
    record Heartbeat(int partition, long writer, long completeMillis) implements RawRecord {

        static final int ANY_PARTITION = -1;

        boolean isFarewell() {
            return completeMillis == Long.MAX_VALUE;
        }
    }

    /**
     * A record that no collector wrote.
     *
     * @param partition the partition of the raw topic that it was read from
     * @param timestampMillis the record's timestamp in Kafka
     * @param key null if it has none
     * @param value null if it has none
     */
    @SuppressWarnings("ArrayRecordComponent") // identity is never asked for
    record Foreign(
            ForeignReason reason,
            int partition,
            long offset,
            long timestampMillis,
            byte[] key,
            byte[] value)
            implements RawRecord {}
}
