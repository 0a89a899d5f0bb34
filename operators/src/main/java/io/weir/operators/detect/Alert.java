package io.weir.operators.detect;

/**
 * One state of an alert. The states of one alert share the id, and each has a higher revision than
 * the one before.
 *
 * @param id rule, entity, scope and, to the minute, opening: the same in every run over the same
 *     flows, however they were summed up on their way
 * @param openedMillis receive time of the flow that opened it
 * @param revision follows from the status and the count alone, so that a run that goes the same way
 *     again writes the same: {@value #FIRST_REVISION} when opened, {@value #LAST_REVISION} when
 *     closed
 * @param isDryRun whether nobody is to be told of it, as its rule is on trial
 * @param finding the latest, or the last one when closed
 * @param course what was seen of it so far
 */
public record Alert(
        String id,
        Status status,
        long openedMillis,
        long revision,
        boolean isDryRun,
        Finding finding,
        Course course) {

    static final long FIRST_REVISION = 1;
    static final long LAST_REVISION = 100;

    /** Where an alert is in its life. */
    public enum Status {
        OPEN,
        UPDATED,
        CLOSED
    }
}
