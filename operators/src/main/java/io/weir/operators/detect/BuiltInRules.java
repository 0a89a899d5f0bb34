package io.weir.operators.detect;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The rules of the detections that are not SQL. */
public final class BuiltInRules {

    /** All of them but signatures, in the order of their ids. */
    public static final List<Rule> ALL =
            Stream.of(
                            List.of(
                                    FanOut.P2P,
                                    FanOut.SMTP_SPAM,
                                    IcmpBackscatter.RULE,
                                    IcmpSweep.RULE,
                                    IcmpUnreachable.RULE,
                                    DistributedBruteForce.RULE,
                                    LoginBruteForce.RULE,
                                    OpenReflector.RULE,
                                    SessionFanOut.RULE,
                                    SilentExporters.RULE,
                                    SlowScan.RULE,
                                    SynScan.BLOCK,
                                    SynScan.HORIZONTAL,
                                    SynScan.VERTICAL,
                                    UdpScan.RULE),
                            Flood.RULES,
                            Reflection.RULES,
                            VolumeAnomaly.RULES,
                            Spoofing.RULES,
                            ThreatContact.RULES)
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(Rule::id))
                    .toList();

    /** What ids of signatures begin with; which there are is up to their file. */
    public static final String SIGNATURE_PREFIX = "signature-";

    private BuiltInRules() {}
}
