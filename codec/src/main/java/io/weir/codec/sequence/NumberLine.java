package io.weir.codec.sequence;

import java.nio.ByteBuffer;

/**
 * A line of numbers modulo 2^32, of which each message covers a range: finds what is missing
 * between them.
 *
 * <p>A gap counts as lost at once, and what fills it later as recovered, so that the difference is
 * right at any time and nothing is left undecided when the exporter falls silent. A jump that is no
 * plausible loss, forward or back, is a stray until more messages follow it.
 */
final class NumberLine {

    /** A gap of so many units is always believed. */
    private static final int PLAUSIBLE_GAP = 1 << 20;

    /** A longer one only if the exporter may have sent so many times what it sends on average. */
    private static final double PLAUSIBLE_RATE = 8;

    /** So far back a number counts as seen lately. */
    private static final int RECENT_DATAGRAMS = 128;

    private static final int RECENT_RECORDS = 4_096;

    /** Until so many messages came in order, nothing is called a duplicate at once. */
    private static final int ESTABLISHED = 3;

    private final SequenceTally tally;
    private final MissingRanges missing = new MissingRanges();
    private final StrayRun strays = new StrayRun();

    private boolean started;

    /** The first number not seen yet; a lower bound of it if not {@code complete}. */
    private int next;

    private boolean complete;
    private int inOrder;

    /** How far the line went, from the first to the last message in order. */
    private long advanced;

    private long sinceMillis;
    private long heardMillis;

    NumberLine(SequenceTally tally) {
        this.tally = tally;
    }

    /**
     * Takes a message.
     *
     * @param complete whether all its units were counted; if not, there are more
     * @param rebooted whether the exporter has started anew since the last message, as far as its
     *     uptime says
     */
    void observe(int start, int count, boolean complete, boolean rebooted, long receivedMillis) {
        int ahead = start - next;
        if (!started) {
            begin(start, count, complete, receivedMillis);
        } else if (ahead == 0 || (ahead > 0 && !rebooted && isPlausible(ahead, receivedMillis))) {
            advance(ahead, count, complete, receivedMillis);
        } else if (rebooted) {
            settleStrays();
            tally.restarted();
            begin(start, count, complete, receivedMillis);
        } else if (count == 0) {
            return; // It covers no number, and so tells nothing of them.
        } else if (missing.fill(start, count)) {
            tally.received(count);
            tally.reordered(1);
            tally.recovered(count);
        } else {
            stray(start, count, complete, receivedMillis);
        }
    }

    /**
     * Takes a message that covers an unknown number of units up to {@code end}: whether any are
     * missing before it cannot be known.
     */
    void observeUpTo(int end, long receivedMillis) {
        int ahead = end - next;
        if (!started) {
            begin(end, 0, true, receivedMillis);
        } else if (ahead >= 0 && isPlausible(ahead, receivedMillis)) {
            settleStrays();
            complete = true;
            pass(ahead, receivedMillis);
        }
    }

    /** Goes on after a message that ends with this number, whatever was before. */
    void resume(int end, int count, long receivedMillis) {
        settleStrays();
        begin(end - count, count, true, receivedMillis);
    }

    /** Forgets where the line was: the next message begins it. */
    void forget() {
        started = false;
        strays.clear();
        missing.clear();
    }

    /** The number that comes next, or -1 if it is not known. */
    long next() {
        return started && complete ? Integer.toUnsignedLong(next) : -1;
    }

    private void begin(int start, int count, boolean complete, long receivedMillis) {
        started = true;
        next = start + count;
        this.complete = complete;
        inOrder = 1;
        advanced = count;
        sinceMillis = receivedMillis;
        heardMillis = receivedMillis;
        missing.clear();
        tally.received(count);
    }

    private void advance(int ahead, int count, boolean complete, long receivedMillis) {
        settleStrays();
        if (ahead > 0 && this.complete) {
            tally.lost(ahead);
            missing.add(next, ahead);
        }
        inOrder = Math.min(inOrder + 1, ESTABLISHED);
        tally.received(count);
        this.complete = complete;
        pass(ahead + count, receivedMillis);
    }

    private void pass(int units, long receivedMillis) {
        int before = next;
        next += units;
        advanced += units;
        heardMillis = receivedMillis;
        if (Integer.compareUnsigned(next, before) < 0) {
            tally.wrapped();
        }
    }

    private boolean isPlausible(int gap, long receivedMillis) {
        if (gap <= PLAUSIBLE_GAP) {
            return true;
        }
        double unitsPerMilli = advanced / (double) Math.max(1, heardMillis - sinceMillis);
        return gap <= PLAUSIBLE_RATE * unitsPerMilli * (receivedMillis - heardMillis);
    }

    private void stray(int start, int count, boolean complete, long receivedMillis) {
        int behind = next - start;
        int recent = tally.unit.countsRecords() ? RECENT_RECORDS : RECENT_DATAGRAMS;
        boolean repeated = behind > 0 && behind <= recent;
        if (strays.isContinuedBy(start)) {
            strays.add(start, count, complete);
        } else if (strays.isRepeatedBy(start)) {
            strays.copies++;
        } else {
            settleStrays();
            strays.begin(start, count, complete, repeated);
        }
        if (strays.isNumbering()) {
            beginWithStrays(receivedMillis);
        } else if (strays.repeated && inOrder >= ESTABLISHED) {
            tally.duplicated(1);
        }
    }

    private void beginWithStrays(long receivedMillis) {
        tally.restarted();
        begin(strays.next, 0, strays.complete, receivedMillis);
        tally.received(strays.received);
        if (strays.lost > 0) {
            tally.lost(strays.lost);
        }
        inOrder = ESTABLISHED;
        strays.clear();
    }

    /** The line goes on: what was astray was late, or came twice. */
    private void settleStrays() {
        if (strays.isEmpty()) {
            return;
        }
        if (!strays.repeated) {
            tally.reordered(strays.messages + strays.copies);
        } else if (inOrder < ESTABLISHED) {
            tally.duplicated(strays.messages + strays.copies);
        }
        strays.clear();
    }

    /** The most bytes that {@link #write} writes. */
    static int mostBytes() {
        return 3 + Integer.BYTES + 3 * Long.BYTES + StrayRun.bytes() + MissingRanges.mostBytes();
    }

    void write(ByteBuffer to) {
        to.put((byte) (started ? 1 : 0)).put((byte) (complete ? 1 : 0)).put((byte) inOrder);
        to.putInt(next).putLong(advanced).putLong(sinceMillis).putLong(heardMillis);
        strays.write(to);
        missing.write(to);
    }

    void read(ByteBuffer from) {
        started = from.get() == 1;
        complete = from.get() == 1;
        inOrder = from.get();
        next = from.getInt();
        advanced = from.getLong();
        sinceMillis = from.getLong();
        heardMillis = from.getLong();
        strays.read(from);
        missing.read(from);
    }
}
