package io.weir.job.delivery;

/**
 * A state of an alert on its way to a receiver, and the state of the writer.
 *
 * @param receiver the name of the receiver
 * @param id of this state of the alert; the same whenever it is sent again
 * @param content as the receiver gets it; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // only ever handed on
public record Parcel(String receiver, String id, byte[] content) {

    private static final int OVERHEAD = 100;

    /** What it takes in memory, about. */
    long bytes() {
        return (long) OVERHEAD + id.length() + content.length;
    }
}
