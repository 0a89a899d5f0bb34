package io.weir.operators.detect;

import static io.weir.operators.Flows.address;

import io.weir.operators.detect.Finding.Role;
import java.util.List;

/** Findings for tests: one rule and one source, with a count and a time. */
final class Findings {

    static final Rule RULE = new Rule("many-things", "Many things", "anomaly", 50, null);

    private Findings() {}

    static Finding at(long receivedMillis, long count) {
        return of("10.0.0.66", "port-22", receivedMillis, count);
    }

    static Finding of(String entity, String scope, long receivedMillis, long count) {
        return new Finding(
                RULE,
                address(entity),
                Role.SOURCE,
                scope,
                count,
                "hosts",
                receivedMillis - 60_000,
                receivedMillis,
                receivedMillis,
                7,
                8,
                9,
                List.of(address("10.0.1.1"), address("2001:db8::1")),
                List.of(22, 65_535),
                List.of(address("192.0.2.1")));
    }
}
