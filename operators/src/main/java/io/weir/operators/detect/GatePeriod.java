package io.weir.operators.detect;

/** The period of receipt that a gate is in, of those that follow each other. Not thread-safe. */
final class GatePeriod {

    private static final long SECOND_MILLIS = 1_000;

    /** Sources lag behind each other by less: a clock was set back. */
    private static final long SET_BACK_MILLIS = 60_000;

    private final long millis;
    private long endMillis = Long.MIN_VALUE;

    private GatePeriod(long millis) {
        this.millis = millis;
    }

    static GatePeriod ofSecond() {
        return new GatePeriod(SECOND_MILLIS);
    }

    /** As long as {@link EvidenceWindow#PANE_MILLIS}. */
    static GatePeriod ofPane() {
        return new GatePeriod(EvidenceWindow.PANE_MILLIS);
    }

    /**
     * Whether it is over at that time of receipt, as it is before the first one, and when the clock
     * was set back.
     */
    boolean isOver(long receivedMillis) {
        return receivedMillis >= endMillis || receivedMillis < endMillis - millis - SET_BACK_MILLIS;
    }

    /**
     * Goes on to the period of a time of receipt.
     *
     * @return whether it is the one next to the last
     */
    boolean turn(long receivedMillis) {
        long startMillis = Math.floorDiv(receivedMillis, millis) * millis;
        boolean isNext = startMillis == endMillis;
        endMillis = startMillis + millis;
        return isNext;
    }
}
