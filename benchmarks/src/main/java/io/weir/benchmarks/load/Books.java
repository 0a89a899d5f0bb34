package io.weir.benchmarks.load;

/**
 * What was sent to a receiver in its life, and where it went.
 *
 * @param kernelDrops datagrams that the socket dropped
 * @param counted by the receiver
 */
record Books(Sent sent, long kernelDrops, Counts counted) {

    /**
     * Datagrams that are in no account; of a receiver that counts only flows, flows, which are to
     * be had only if nothing was dropped: {@link Counts#UNKNOWN} otherwise.
     */
    long unexplained() {
        if (counted.datagrams() != Counts.UNKNOWN) {
            return sent.datagrams() - kernelDrops - counted.drops() - counted.datagrams();
        }
        return kernelDrops == 0 ? sent.flows() - counted.flows() : Counts.UNKNOWN;
    }
}
