package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.function.Consumer;

/** A UDP service inside sends very much to one address outside: it takes part in an attack. */
public final class OpenReflector implements Judgement {

    public static final Rule RULE =
            new Rule(
                    "open-reflector",
                    "Service answers one outside address very much: open reflector",
                    "reflection",
                    70,
                    "T1498.002");

    private static final long serialVersionUID = 1L;

    private final long bytes;

    /**
     * @param bytes octets of large answers to one address from which on it is a finding, at least 1
     */
    public OpenReflector(long bytes) {
        this.bytes = bytes;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        if (added.flows() > 0 && window.bytes() >= bytes) {
            String service = "port-" + added.observations().get(0).number();
            findings.accept(
                    window.finding(RULE, Role.SOURCE, service, window.bytes(), "bytes", added));
        }
    }
}
