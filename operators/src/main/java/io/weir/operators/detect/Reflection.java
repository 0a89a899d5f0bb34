package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Many servers of one UDP service answer large to a host that did not ask, or many take or refuse
 * sessions of TCP that it did not open: someone else did, in its name.
 */
public final class Reflection implements Judgement {

    private static final Map<Integer, Rule> BY_PORT =
            Map.of(
                    19, rule("chargen", "CHARGEN"),
                    53, rule("dns", "DNS"),
                    123, rule("ntp", "NTP"),
                    161, rule("snmp", "SNMP"),
                    389, rule("cldap", "CLDAP"),
                    1900, rule("ssdp", "SSDP"),
                    11211, rule("memcached", "memcached"));

    private static final Rule TCP = rule("tcp", "TCP");

    /** Of services that have no name here. */
    private static final Rule OTHER = rule("udp", "UDP");

    /** All rules of reflection. */
    static final List<Rule> RULES =
            Stream.concat(BY_PORT.values().stream(), Stream.of(TCP, OTHER)).toList();

    private static final long serialVersionUID = 1L;

    private final long bytes;
    private final long packets;
    private final int reflectors;
    private final int unaskedPercent;

    /**
     * @param bytes octets of large answers from which on it is a finding, at least 1
     * @param packets of TCP answers from which on it is one, at least 1
     * @param reflectors distinct senders that it takes besides, at least 1
     * @param unaskedPercent the least part of large answers in them and questions, 0 to 100
     */
    public Reflection(long bytes, long packets, int reflectors, int unaskedPercent) {
        this.bytes = bytes;
        this.packets = packets;
        this.reflectors = reflectors;
        this.unaskedPercent = unaskedPercent;
    }

    private static Rule rule(String id, String name) {
        return new Rule(
                id + "-reflection",
                "Reflected " + name + " answers flood a host",
                "reflection",
                80,
                "T1498.002");
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        if (added.flows() == 0
                || !isMuch(window, added.suspect().scope())
                || !window.isMostlyUnanswered(unaskedPercent)) {
            return;
        }
        long peers = window.peers();
        if (peers >= reflectors) {
            int service = added.suspect().scope();
            Rule rule =
                    service == ReflectedAnswers.TCP ? TCP : BY_PORT.getOrDefault(service, OTHER);
            String scope = rule.equals(OTHER) ? "port-" + service : "";
            findings.accept(
                    window.finding(rule, Role.DESTINATION, scope, peers, "reflectors", added));
        }
    }

    private boolean isMuch(EvidenceWindow window, int service) {
        return service == ReflectedAnswers.TCP
                ? window.packets() >= packets
                : window.bytes() >= bytes;
    }
}
