package io.weir.operators.enrich.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowEventTest {

    /** ElastiFlow ships dictionaries of these codes that nothing reads. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, flow-created, success,, start",
        "2, 2014, flow-deleted, success, extended-event-2014, end",
        "3, 1001, flow-denied, failure, ingress-acl, denied",
        "3, 1002, flow-denied, failure, egress-acl, denied",
        "3, 1003, flow-denied, failure, connection-to-firewall, denied",
        "3, 1004, flow-denied, failure, first-packet-not-syn, denied",
        "3, 0, flow-denied, failure,, denied",
        "4, 0, flow-alert, unknown,, info",
        "5, 0, flow-update, success,, info"
    })
    void firewallEventsHaveActionOutcomeAndReason(
            long event, long extended, String action, String outcome, String reason, String type) {
        FlowEvent told = FlowEvent.ofFirewall(event, extended);

        assertThat(told.action()).isEqualTo(action);
        assertThat(told.outcome()).isEqualTo(outcome);
        assertThat(told.reason()).isEqualTo(reason);
        assertThat(told.types()).startsWith("connection").contains(type);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 6, 255, -1, 1L << 32 | 1})
    void firewallEventsThatSayNothingAreNone(long event) {
        assertThat(FlowEvent.ofFirewall(event, 1001)).isNull();
    }

    @Test
    void allowedFlowsStartAndDeniedOnesDoNot() {
        assertThat(FlowEvent.ofFirewall(1, 0).types())
                .containsExactly("connection", "start", "allowed");
        assertThat(FlowEvent.ofFirewall(3, 0).types()).containsExactly("connection", "denied");
    }

    @ParameterizedTest
    @CsvSource({
        "1, nat-translation-create, success",
        "5, nat44-session-delete, success",
        "3, nat-addresses-exhausted, failure",
        "13, nat-quota-exceeded, failure",
        "17, nat-port-block-deallocation, success"
    })
    void natEventsHaveActionAndOutcome(long event, String action, String outcome) {
        FlowEvent told = FlowEvent.ofNat(event);

        assertThat(told.action()).isEqualTo(action);
        assertThat(told.outcome()).isEqualTo(outcome);
        assertThat(told.reason()).isNull();
    }

    @Test
    void natEventsThatSayNothingAreNone() {
        assertThat(FlowEvent.ofNat(0)).isNull();
        assertThat(FlowEvent.ofNat(19)).isNull();
    }

    @Test
    void onlyDroppedFlowsAreEventsOfForwarding() {
        assertThat(FlowEvent.ofForwarding(64)).isNull();
        assertThat(FlowEvent.ofForwarding(129).action()).isEqualTo("flow-dropped");
        assertThat(FlowEvent.ofForwarding(129).reason()).isEqualTo("acl-deny");
        assertThat(FlowEvent.ofForwarding(128).reason()).isNull();
        assertThat(FlowEvent.ofForwarding(128).outcome()).isEqualTo("failure");
    }
}
