package io.weir.operators.detect;

import static io.weir.operators.Flows.address;

import io.weir.operators.detect.Finding.Role;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.traffic.Traffic;
import java.util.List;

/** Findings for tests: one rule and one source, with a count and a time. */
final class Findings {

    static final Rule RULE = new Rule("many-things", "Many things", "anomaly", 50, null);

    private Findings() {}

    static Finding at(long receivedMillis, long count) {
        return of("10.0.0.66", "port-22", receivedMillis, count);
    }

    static Finding of(String entity, String scope, long receivedMillis, long count) {
        return of(RULE, entity, scope, receivedMillis, count);
    }

    static Finding of(Rule rule, String entity, String scope, long receivedMillis, long count) {
        return seenBy("192.0.2.1", 1, rule, entity, scope, receivedMillis, count);
    }

    /** One that an exporter made known by a flow. */
    static Finding seenBy(String exporter, long flowId, long receivedMillis, long count) {
        return seenBy(exporter, flowId, RULE, "10.0.0.66", "port-22", receivedMillis, count);
    }

    private static Finding seenBy(
            String exporter,
            long flowId,
            Rule rule,
            String entity,
            String scope,
            long receivedMillis,
            long count) {
        return new Finding(
                rule,
                address(entity),
                Role.SOURCE,
                scope,
                count,
                "hosts",
                receivedMillis - 60_000,
                receivedMillis,
                receivedMillis,
                new Traffic(9 * count, 8 * count, 7 * count),
                0,
                new Sample(
                        count,
                        List.of(address("10.0.1.1"), address("2001:db8::1")),
                        List.of(22, 65_535),
                        List.of(address(exporter)),
                        List.of(new FlowId(0, flowId))));
    }
}
