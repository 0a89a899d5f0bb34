package io.weir.codec.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClientEvidenceTest {

    @Test
    void givesBackWhatWasPutIn() {
        for (ClientReason reason : ClientReason.values()) {
            long source = ClientEvidence.source(reason, 100);
            long destination = ClientEvidence.destination(reason);

            assertThat(ClientEvidence.isSource(source)).isTrue();
            assertThat(ClientEvidence.isDestination(source)).isFalse();
            assertThat(ClientEvidence.confidence(source)).isEqualTo(100);
            assertThat(ClientEvidence.reason(source)).isEqualTo(reason);
            assertThat(ClientEvidence.isDestination(destination)).isTrue();
            assertThat(ClientEvidence.isSource(destination)).isFalse();
            assertThat(ClientEvidence.confidence(destination)).isEqualTo(reason.confidence());
        }
    }

    @Test
    void isNobodyWhereNothingIsKnown() {
        assertThat(ClientEvidence.isSource(ClientEvidence.NONE)).isFalse();
        assertThat(ClientEvidence.isDestination(ClientEvidence.NONE)).isFalse();
        assertThatThrownBy(() -> ClientEvidence.reason(ClientEvidence.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The codes are in state. */
    @Test
    void keepsTheCodesOfReasons() {
        assertThat(Arrays.stream(ClientReason.values()).map(r -> r.code() + " " + r.label()))
                .containsExactly(
                        "1 syn",
                        "2 syn-ack",
                        "3 biflow-direction",
                        "4 initiator",
                        "5 icmp-type",
                        "6 client-port",
                        "7 multicast",
                        "8 listener",
                        "9 application-table",
                        "10 registered-port",
                        "11 lower-port",
                        "12 record");
    }
}
