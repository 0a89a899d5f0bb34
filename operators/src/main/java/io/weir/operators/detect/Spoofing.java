package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.List;
import java.util.function.Consumer;

/** Several sources that cannot be there enter at one interface of an exporter. */
public final class Spoofing implements Judgement {

    private static final Rule BOGON =
            rule("spoofed-bogon", "Sources that no host can have there", 40);
    private static final Rule OWN_PREFIX =
            rule("spoofed-own-prefix", "Own addresses as sources from outside", 60);
    private static final Rule FOREIGN = rule("spoofed-foreign", "Foreign sources leave", 70);

    /** All rules of spoofing. */
    static final List<Rule> RULES = List.of(BOGON, OWN_PREFIX, FOREIGN);

    private static final long serialVersionUID = 1L;

    private final int sources;

    /**
     * @param sources distinct forged sources from which on it is a finding, at least 1
     */
    public Spoofing(int sources) {
        this.sources = sources;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        for (Forgery forgery : Forgery.values()) {
            int number = forgery.number();
            long found = window.peersWith(number);
            if (found >= sources
                    && added.observations().stream().anyMatch(each -> each.number() == number)) {
                findings.accept(
                        window.finding(
                                        rule(forgery),
                                        Role.EXPORTER,
                                        scope(added.suspect()),
                                        found,
                                        "sources",
                                        added,
                                        observation -> observation.number() == number)
                                .withPorts(List.of()));
            }
        }
    }

    /** Empty where the exporter does not tell interfaces. */
    private static String scope(Suspect suspect) {
        return suspect.scope() == 0 ? "" : "interface-" + Integer.toUnsignedString(suspect.scope());
    }

    /** ATT&CK has no technique for it: it is how floods and reflections are made. */
    private static Rule rule(String id, String name, int severity) {
        return new Rule(id, name, "spoofing", severity, null);
    }

    private static Rule rule(Forgery forgery) {
        return switch (forgery) {
            case BOGON -> BOGON;
            case OWN_PREFIX -> OWN_PREFIX;
            case FOREIGN -> FOREIGN;
        };
    }
}
