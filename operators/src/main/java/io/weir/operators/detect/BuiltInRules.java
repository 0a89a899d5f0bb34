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
                    LoginBruteForce.RULE,
                    FanOut.P2P,
                    FanOut.SMTP_SPAM,
                    SynScan.BLOCK,
                    SynScan.HORIZONTAL,
                    SynScan.VERTICAL,
                    UdpScan.RULE);

    /** What ids of signatures begin with; which there are is up to their file. */
    public static final String SIGNATURE_PREFIX = "signature-";

    private BuiltInRules() {}
}
