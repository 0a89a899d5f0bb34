package io.weir.operators.detect;

import java.util.List;

/** The rules of the detections that are not SQL. */
public final class BuiltInRules {

    /** All of them, in the order of their ids. */
    public static final List<Rule> ALL =
            List.of(
                    IcmpBackscatter.RULE,
                    IcmpSweep.RULE,
                    IcmpUnreachable.RULE,
                    SynScan.BLOCK,
                    SynScan.HORIZONTAL,
                    SynScan.VERTICAL,
                    UdpScan.RULE);

    private BuiltInRules() {}
}
