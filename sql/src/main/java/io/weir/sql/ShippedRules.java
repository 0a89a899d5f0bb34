package io.weir.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rules that come with Weir, and the tests of each. */
public final class ShippedRules {

    /** A jar cannot list its folders. */
    private static final List<String> IDS =
            List.of(
                    "cleartext-login",
                    "data-exfiltration",
                    "dns-foreign-resolver",
                    "dns-tunnel",
                    "icmp-tunnel",
                    "irc-contact",
                    "local-names-leak",
                    "login-sessions",
                    "management-exposed",
                    "mining-pool",
                    "p2p-client",
                    "smtp-fan-out",
                    "tcp-refused",
                    "threat-exchange",
                    "udp-reflector");

    private ShippedRules() {}

    /** The names of all, sorted. */
    public static List<String> ids() {
        return IDS;
    }

    /** The text of a rule's file. */
    public static String rule(String id) {
        return text(id + ".sql");
    }

    /** The text of the file with its tests. */
    public static String tests(String id) {
        return text(id + ".test.yaml");
    }

    private static String text(String name) {
        try (InputStream stream = ShippedRules.class.getResourceAsStream("rules/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is not readable in this jar.", e);
        }
    }
}
