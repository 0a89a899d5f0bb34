package io.weir.job.delivery;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much may wait, and how long.
 *
 * @param waitingBytes what may wait for each receiver
 * @param timeout the longest that one delivery may take
 * @param firstPause after a failure
 * @param longestPause after many
 * @param lastWait how long the end of the input waits for receivers
 */
public record DeliveryLimits(
        long waitingBytes,
        Duration timeout,
        Duration firstPause,
        Duration longestPause,
        Duration lastWait)
        implements Serializable {}
