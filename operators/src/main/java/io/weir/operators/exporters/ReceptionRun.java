package io.weir.operators.exporters;

/**
 * A run of the job, from its start to its end or failure.
 *
 * @param number one more than the checkpoint it started from; 0 if it started from nothing
 * @param startedFromMillis the time of that checkpoint: what was received until then, an earlier
 *     run received, and left in its queue
 */
public record ReceptionRun(long number, long startedFromMillis) {

    /** One that started from nothing. */
    public static final ReceptionRun FROM_NOTHING = new ReceptionRun(0, Long.MIN_VALUE);

    /** Whether an earlier run received what has this receive time. */
    boolean isBefore(long receivedMillis) {
        return receivedMillis <= startedFromMillis;
    }
}
