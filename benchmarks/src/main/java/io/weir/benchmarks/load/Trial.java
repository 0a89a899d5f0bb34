package io.weir.benchmarks.load;

/**
 * What became of datagrams that were sent at one rate.
 *
 * @param unlimited whether the sender sent as fast as it goes: there is no higher rate
 * @param kernelDrops datagrams for which the socket had no room
 * @param receiverDrops datagrams that the receiver dropped
 * @param backlogBytes what was not worked off when the sender ended, in the socket and behind it
 * @param cpuSeconds processor time of the receiver
 */
record Trial(
        boolean unlimited,
        Sent sent,
        long kernelDrops,
        long receiverDrops,
        long backlogBytes,
        double cpuSeconds) {

    long lost() {
        return kernelDrops + receiverDrops;
    }

    double cpuNanosPerFlow() {
        return cpuSeconds * 1e9 / sent.flows();
    }

    double flowsPerSecond() {
        return sent.flows() / sent.seconds();
    }
}
