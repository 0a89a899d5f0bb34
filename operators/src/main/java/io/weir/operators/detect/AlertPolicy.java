package io.weir.operators.detect;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * What becomes of findings.
 *
 * @param closeAfter how long without a finding until an alert is closed; a part of a day
 * @param opensPerMinute the most alerts that a rule opens in a minute, at least 1
 * @param openPerRule the most alerts of a rule that are open at once; at least as many as it opens
 *     in a minute, so that one that had to make room is never opened again under its old id
 * @param dryRun ids of the rules of whose alerts nobody is told
 * @param suppressions path of the file of suppressions, null if there is none
 */
public record AlertPolicy(
        Duration closeAfter,
        int opensPerMinute,
        int openPerRule,
        Set<String> dryRun,
        @Nullable String suppressions)
        implements Serializable {

    public AlertPolicy {
        dryRun = Set.copyOf(dryRun);
        if (opensPerMinute < 1 || openPerRule < opensPerMinute) {
            throw new IllegalArgumentException(
                    openPerRule + " open alerts are too few to open " + opensPerMinute + ".");
        }
        if (closeAfter.isZero() || Duration.ofDays(1).toMillis() % closeAfter.toMillis() != 0) {
            throw new IllegalArgumentException(
                    "Days do not consist of " + closeAfter + ", which ids of alerts count in.");
        }
    }
}
