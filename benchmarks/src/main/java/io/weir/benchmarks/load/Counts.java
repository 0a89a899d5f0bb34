package io.weir.benchmarks.load;

/**
 * What a receiver has counted since it started.
 *
 * @param datagrams {@link #UNKNOWN} if it does not say
 * @param flows {@link #UNKNOWN} if it does not say
 * @param drops datagrams that it received and dropped
 * @param backlogBytes what it has received and not worked off
 */
record Counts(long datagrams, long flows, long drops, long backlogBytes) {

    static final long UNKNOWN = -1;

    static final Counts NOTHING_SAID = new Counts(UNKNOWN, UNKNOWN, 0, 0);
}
