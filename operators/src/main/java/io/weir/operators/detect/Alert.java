package io.weir.operators.detect;

/**
 * One state of an alert. The states of one alert share the id, and each has a higher revision than
 * the one before.
 *
 * @param id rule, entity, scope and opening; the same in every run in which the same flows come in
 *     the same order
 * @param openedMillis receive time of the flow that opened it
 * @param revision 1 when opened
 * @param finding the latest, or the last one when closed
 */
public record Alert(String id, Status status, long openedMillis, long revision, Finding finding) {

    /** Where an alert is in its life. */
    public enum Status {
        OPEN,
        UPDATED,
        CLOSED
    }
}
