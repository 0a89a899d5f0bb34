package io.weir.codec.session;

/**
 * What sessions may remember together, beside the limit of each: so that many exporters, or one
 * that forges their addresses, do not take more than there is. One for all sessions of a thread.
 *
 * <p>A set that waits counts with its octets and with what is kept beside it.
 */
public final class SharedAllowance {

    private final long maxTemplates;
    private final long maxWaitingBytes;
    private long templates;
    private long waitingSets;
    private long waitingBytes;

    /**
     * @param maxTemplates the most templates of all sessions
     * @param maxWaitingBytes the most octets of data sets that wait for their template
     */
    public SharedAllowance(long maxTemplates, long maxWaitingBytes) {
        this.maxTemplates = maxTemplates;
        this.maxWaitingBytes = maxWaitingBytes;
    }

    /** An allowance that refuses nothing. */
    public static SharedAllowance unlimited() {
        return new SharedAllowance(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The templates of all sessions, in memory or not. */
    public long templates() {
        return templates;
    }

    /** The data sets of all sessions that wait for their template. */
    public long waitingSets() {
        return waitingSets;
    }

    /** What these take, octets. */
    public long waitingBytes() {
        return waitingBytes;
    }

    boolean hasRoomForTemplate() {
        return templates < maxTemplates;
    }

    boolean hasRoomForWaiting(long bytes) {
        return waitingBytes + bytes <= maxWaitingBytes;
    }

    void addTemplates(long count) {
        templates += count;
    }

    void removeTemplates(long count) {
        templates -= count;
    }

    void addWaiting(long bytes) {
        waitingSets++;
        waitingBytes += bytes;
    }

    void removeWaiting(long bytes) {
        waitingSets--;
        waitingBytes -= bytes;
    }
}
