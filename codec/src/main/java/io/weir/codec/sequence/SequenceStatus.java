package io.weir.codec.sequence;

import io.weir.codec.flow.ExportProtocol;

/**
 * Where the numbers of a domain are, and what was counted since {@code sinceMillis}. The counts
 * grow only, as long as {@code sinceMillis} stays: a domain that was forgotten in between, for
 * another one, begins at 0.
 *
 * <p>What is missing is {@link #missing}; its share is {@code missing / (received + missing)}.
 *
 * @param domain as {@link io.weir.codec.flow.FlowBatch#domain}
 * @param unit of the numbers, and of {@code received}, {@code lost} and {@code recovered}
 * @param lastSequence the number in the header of the message that came last
 * @param nextNumber the number that comes next: in a unit that counts a message's own records it is
 *     one that the header of the next message exceeds by them; -1 if it is not known, as at first
 *     and after a message with records that could not be counted
 * @param sinceMillis receipt of the first message, Unix milliseconds
 * @param heardMillis receipt of the last message
 * @param messages all that came
 * @param received units that came in messages which were not duplicates
 * @param lost units that were missing when a later message came
 * @param recovered of {@code lost}, units that came after all
 * @param reordered messages
 * @param duplicated messages
 */
public record SequenceStatus(
        ExportProtocol protocol,
        long domain,
        SequenceUnit unit,
        long lastSequence,
        long nextNumber,
        long sinceMillis,
        long heardMillis,
        long messages,
        long received,
        long lost,
        long recovered,
        long reordered,
        long duplicated,
        long restarts,
        long wraps) {

    /** Units that were lost and not recovered. */
    public long missing() {
        return lost - recovered;
    }
}
