package io.weir.job.generate;

/**
 * What happens to datagrams between the exporters and the collector, each in percent of them.
 *
 * @param lossPercent are never sent
 * @param duplicatePercent are sent twice
 * @param reorderPercent are sent after the one that follows
 */
public record Impairment(double lossPercent, double duplicatePercent, double reorderPercent) {

    /** Datagrams arrive as they were sent. */
    public static final Impairment NONE = new Impairment(0, 0, 0);

    public Impairment {
        requirePercent("lost", lossPercent);
        requirePercent("duplicated", duplicatePercent);
        requirePercent("reordered", reorderPercent);
    }

    boolean isNone() {
        return equals(NONE);
    }

    private static void requirePercent(String what, double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "0 to 100 percent of the datagrams are " + what + ", not " + percent + ".");
        }
    }
}
