package io.weir.job.capture;

/** Turns packet times into watermarks: one at the first packet of each new second. */
final class PacketClock {

    private static final long UNSET = Long.MIN_VALUE;

    private long second = UNSET;
    private long watermark = UNSET;

    /**
     * Whether this packet, in Unix milliseconds, is the first of a later second than all before.
     */
    boolean entersSecond(long epochMillis) {
        long itsSecond = Math.floorDiv(epochMillis, 1000L);
        if (itsSecond <= second) {
            return false;
        }
        second = itsSecond;
        watermark = epochMillis - 1;
        return true;
    }

    boolean hasWatermark() {
        return watermark != UNSET;
    }

    /** One millisecond before the first packet of the latest second; never goes back. */
    long watermark() {
        return watermark;
    }
}
