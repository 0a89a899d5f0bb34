package io.weir.job.replay;

import java.time.Duration;

/**
 * What a replay has done so far.
 *
 * @param datagrams sent
 * @param bytes of their UDP payloads
 * @param errors datagrams that the network refused: nobody listens, or they are too long
 * @param leftOut datagrams that the filter left out
 * @param rounds how many times the captures have been sent from their first datagram to their last
 * @param elapsed since the replay began
 */
public record ReplayTotals(
        long datagrams, long bytes, long errors, long leftOut, long rounds, Duration elapsed) {}
