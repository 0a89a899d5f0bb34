package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.function.Consumer;

/**
 * A scan in so small steps that no minute of it is remarkable. One finding for each source,
 * whatever it tries: it tries one thing at a time.
 */
public final class SlowScan implements Judgement {

    public static final Rule RULE =
            new Rule(
                    "syn-scan-slow",
                    "Slow SYN scan of many hosts or ports, over hours",
                    "scan",
                    50,
                    "T1046");

    private static final long serialVersionUID = 1L;

    private final ScanBounds bounds;

    public SlowScan(ScanBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        boolean isHorizontal = window.numbersWithPeers(bounds.hosts()) > 0;
        boolean isScan = isHorizontal || window.peersWithNumbers(bounds.ports()) > 0;
        if (isScan && window.isMostlyUnanswered(bounds.unansweredPercent())) {
            long count = isHorizontal ? window.peers() : window.numbers();
            String measure = isHorizontal ? "hosts" : "ports";
            findings.accept(window.finding(RULE, Role.SOURCE, count, measure, added));
        }
    }
}
