package io.weir.operators.enrich.threat;

import static io.weir.operators.enrich.threat.ThreatRoles.AT_RISK_SERVER;
import static io.weir.operators.enrich.threat.ThreatRoles.HIGH_RISK_CLIENT;
import static io.weir.operators.enrich.threat.ThreatRoles.PUBLIC_THREAT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreatRolesTest {

    private static final int LISTED = 7;
    private static final int UNLISTED = 0;

    @Test
    void callsAListedClientFromOutsideAPublicThreat() {
        assertThat(ThreatRoles.of(LISTED, UNLISTED, false, true, false)).isEqualTo(PUBLIC_THREAT);
    }

    /** One SYN to a closed port made a server at risk with the predecessor. */
    @Test
    void callsAServerAtRiskOnlyIfItAnswered() {
        assertThat(ThreatRoles.of(LISTED, UNLISTED, false, true, true))
                .isEqualTo(PUBLIC_THREAT | AT_RISK_SERVER);
    }

    @Test
    void callsAClientThatGoesToAListedServerAtHighRisk() {
        assertThat(ThreatRoles.of(UNLISTED, LISTED, true, false, false))
                .isEqualTo(HIGH_RISK_CLIENT);
        assertThat(ThreatRoles.of(UNLISTED, LISTED, true, false, true)).isEqualTo(HIGH_RISK_CLIENT);
    }

    /** The predecessor's panels did not test on which side the ends are. */
    @Test
    void needsOneEndInsideAndTheListedOneOutside() {
        for (boolean answered : new boolean[] {true, false}) {
            assertThat(ThreatRoles.of(LISTED, LISTED, false, false, answered)).isZero();
            assertThat(ThreatRoles.of(LISTED, LISTED, true, true, answered)).isZero();
            assertThat(ThreatRoles.of(LISTED, UNLISTED, true, false, answered)).isZero();
            assertThat(ThreatRoles.of(UNLISTED, LISTED, false, true, answered)).isZero();
            assertThat(ThreatRoles.of(UNLISTED, UNLISTED, false, true, answered)).isZero();
        }
    }
}
