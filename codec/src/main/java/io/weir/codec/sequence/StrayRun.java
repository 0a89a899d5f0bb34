package io.weir.codec.sequence;

import java.nio.ByteBuffer;

/**
 * Messages in a row that neither continue a line of numbers nor fill what it misses. If they go on,
 * the numbers have begun anew with them; if the line goes on, they were late or came twice.
 */
final class StrayRun {

    /** So far apart are two messages of a run at most. */
    private static final int NEAR = 4_096;

    /** So many messages make a new numbering if they are far from the line, */
    private static final int ENOUGH = 3;

    /** and so many if their numbers were seen lately: they may be a burst that came twice. */
    private static final int ENOUGH_OF_REPEATED = 8;

    int messages;

    /** More messages with the number of the first. */
    int copies;

    int first;
    int next;
    boolean complete;

    /** Units in the messages, and between them. */
    long received;

    long lost;

    /** Whether the numbers of the first were seen lately. */
    boolean repeated;

    boolean isEmpty() {
        return messages == 0;
    }

    boolean isContinuedBy(int start) {
        int ahead = start - next;
        return messages > 0 && ahead >= 0 && ahead < NEAR;
    }

    /** Whether a message begins with the number that the first had: it tells nothing new. */
    boolean isRepeatedBy(int start) {
        return messages > 0 && start == first;
    }

    void begin(int start, int count, boolean complete, boolean repeated) {
        messages = 1;
        copies = 0;
        first = start;
        next = start + count;
        this.complete = complete;
        this.repeated = repeated;
        received = count;
        lost = 0;
    }

    void add(int start, int count, boolean complete) {
        if (this.complete) {
            lost += start - next;
        }
        messages++;
        next = start + count;
        this.complete = complete;
        received += count;
    }

    /** Whether it has gone on for long enough to be a numbering of its own. */
    boolean isNumbering() {
        return messages >= (repeated ? ENOUGH_OF_REPEATED : ENOUGH);
    }

    void clear() {
        messages = 0;
    }

    static int bytes() {
        return 2 + 4 * Integer.BYTES + 2 * Long.BYTES;
    }

    void write(ByteBuffer to) {
        to.putInt(messages)
                .putInt(copies)
                .putInt(first)
                .putInt(next)
                .putLong(received)
                .putLong(lost);
        to.put((byte) (complete ? 1 : 0)).put((byte) (repeated ? 1 : 0));
    }

    void read(ByteBuffer from) {
        messages = from.getInt();
        copies = from.getInt();
        first = from.getInt();
        next = from.getInt();
        received = from.getLong();
        lost = from.getLong();
        complete = from.get() == 1;
        repeated = from.get() == 1;
    }
}
