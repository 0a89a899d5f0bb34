package io.weir.operators.detect;

import java.io.Serializable;

/**
 * What makes short sessions of many with one service guesses at passwords.
 *
 * @param sources distinct ones from which on it is, at least 1
 * @param sessions of all sources together, 1 to {@link EvidenceWindow#MAX_OBSERVATIONS}
 * @param shortPercent the least part of short ones among these and longer sessions, 0 to 100
 */
public record DistributedLoginBounds(int sources, int sessions, int shortPercent)
        implements Serializable {}
