package io.weir.codec.clock;

import java.nio.ByteBuffer;

/**
 * How far a clock is ahead of ours, from the times of export and of receipt of its messages.
 *
 * <p>Export minus receipt is the skew less the time that the message was under way, or in a queue:
 * the largest difference of the last half to whole minute is the closest. Headers of whole seconds
 * lose up to a second more; of {@code n} messages the one that lost least lost {@code 1 s / (n +
 * 1)} in the mean, which is added.
 *
 * <p>A clock that is set forward is followed at once, because nothing but the clock makes the
 * difference larger. One that is set back looks like a delay, but a queue keeps its order: an
 * export time that lies {@value #OUT_OF_ORDER_MILLIS} ms before one that came earlier is no delay.
 * Such a message is judged by itself, and when {@value #STEP_MESSAGES} come in a row the estimate
 * begins anew with them. So neither a step back nor a single message with a time in the future
 * makes others wrong.
 *
 * <p>What it cannot tell from a slow clock is a queue in which messages wait longer than the
 * tolerance for a minute on end.
 */
final class SkewEstimate {

    /** The bytes that {@link #write} writes. */
    static final int BYTES = 6 * Long.BYTES + 2 * Integer.BYTES + 1;

    private static final long OUT_OF_ORDER_MILLIS = 5_000;
    private static final int STEP_MESSAGES = 3;
    private static final long PERIOD_MILLIS = 30_000;
    private static final long SECOND = 1_000;
    private static final int ENOUGH_MESSAGES = 1_000;
    private static final long NONE = Long.MIN_VALUE;

    // The largest difference of this period and of the one before: together the sliding minute.
    private long periodStartMillis;
    private long largest = NONE;
    private long largestBefore = NONE;

    private long latestExportMillis = NONE;
    private long lastReceivedMillis;
    private long skewMillis;

    /** Messages that the estimate is made of, as far as it matters. */
    private int messages;

    private boolean wholeSeconds = true;

    /** Messages in a row whose export time lies before that of an earlier one. */
    private int before;

    /** Forgets all. */
    void clear() {
        largest = NONE;
        largestBefore = NONE;
        latestExportMillis = NONE;
        messages = 0;
        wholeSeconds = true;
        before = 0;
    }

    /** Takes the times of a message. */
    void observe(long exportMillis, long receivedMillis) {
        if (receivedMillis - lastReceivedMillis >= 2 * PERIOD_MILLIS) {
            clear();
        } else if (isOutOfOrder(exportMillis) && ++before < STEP_MESSAGES) {
            lastReceivedMillis = receivedMillis;
            return;
        } else if (before >= STEP_MESSAGES) {
            clear();
        }
        before = 0;
        lastReceivedMillis = receivedMillis;
        latestExportMillis = Math.max(latestExportMillis, exportMillis);
        wholeSeconds &= exportMillis % SECOND == 0;
        slide(receivedMillis);
        include(exportMillis - receivedMillis);
    }

    private boolean isOutOfOrder(long exportMillis) {
        return latestExportMillis != NONE
                && exportMillis < latestExportMillis - OUT_OF_ORDER_MILLIS;
    }

    private void slide(long receivedMillis) {
        if (largest == NONE) {
            periodStartMillis = receivedMillis;
        } else if (receivedMillis - periodStartMillis >= PERIOD_MILLIS) {
            largestBefore = largest;
            largest = NONE;
            periodStartMillis = receivedMillis;
        }
    }

    private void include(long difference) {
        long most = Math.max(largest, largestBefore);
        if (most != NONE && difference - most > 2 * SECOND) {
            messages = 0; // a step: what was lost by earlier messages says nothing of this one
        }
        if (messages < ENOUGH_MESSAGES) {
            messages++;
        }
        largest = Math.max(largest, difference);
        skewMillis = Math.max(largest, largestBefore) + correction(messages);
    }

    private long correction(int ofMessages) {
        return wholeSeconds ? SECOND / (ofMessages + 1) : 0;
    }

    /**
     * The skew of the clock that wrote the export time of this message, which may be an old one.
     */
    long skewOf(long exportMillis, long receivedMillis) {
        long difference = exportMillis - receivedMillis;
        boolean beforeStep = difference > skewMillis + SECOND;
        return beforeStep || isOutOfOrder(exportMillis) ? difference + correction(1) : skewMillis;
    }

    /** The skew of the clock as of the last message. */
    long skewMillis() {
        return skewMillis;
    }

    long lastReceivedMillis() {
        return lastReceivedMillis;
    }

    void write(ByteBuffer to) {
        to.putLong(periodStartMillis).putLong(largest).putLong(largestBefore);
        to.putLong(latestExportMillis).putLong(lastReceivedMillis).putLong(skewMillis);
        to.putInt(messages).putInt(before).put((byte) (wholeSeconds ? 1 : 0));
    }

    void read(ByteBuffer from) {
        periodStartMillis = from.getLong();
        largest = from.getLong();
        largestBefore = from.getLong();
        latestExportMillis = from.getLong();
        lastReceivedMillis = from.getLong();
        skewMillis = from.getLong();
        messages = from.getInt();
        before = from.getInt();
        wholeSeconds = from.get() != 0;
    }
}
