package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * How often client and server are told right, by the truth of simulated traffic, once the exporters
 * have been heard for ten minutes. Services that hardly anybody uses are not learned even then.
 */
class RolesAccuracyTest {

    private static final long START_MICROS = 1_780_000_000_000_000L;
    private static final long LEARNING_MICROS = 600_000_000;
    private static final long MICROS = 120_000_000;
    private static final int RATE = 1_000;

    @Test
    void isNotWorseThanTheLowerPortWhereServicesHaveLowPorts() throws IOException {
        RolesUnderTest roles = judge("normal", /* hidden= */ false);

        assertThat(roles.byEvidence()).isGreaterThanOrEqualTo(roles.byLowerPort());
        assertThat(roles.byEvidence()).isGreaterThan(0.999);
    }

    /** The rule of the predecessor is wrong in nearly all of them. */
    @Test
    void findsServicesWhosePortsAreHigherThanThoseOfTheirClients() throws IOException {
        RolesUnderTest roles = judge("normal", /* hidden= */ true);

        assertThat(roles.byLowerPort()).isLessThan(0.05);
        assertThat(roles.byEvidence()).isGreaterThan(0.85);
    }

    /** Of the flows of normal traffic: attacks go on at the same time. */
    @Test
    void isNotMisledByAttacks() throws IOException {
        RolesUnderTest alone = judge("normal", /* hidden= */ true);
        RolesUnderTest attacked = judge("all,look-alikes", /* hidden= */ true);

        assertThat(attacked.byEvidence()).isGreaterThan(alone.byEvidence() - 0.1);
        assertThat(attacked.byEvidence()).isGreaterThan(0.8);
    }

    private static RolesUnderTest judge(String scenario, boolean hidden) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        Network network = new Network(SimulationOptions.PROTOCOLS);
        TrafficMix mix =
                new TrafficMix(
                        new NormalTraffic(network, ExporterOptions.defaults(), random.split()),
                        Scenarios.attacks(scenario, network, random),
                        RATE,
                        START_MICROS);
        RolesUnderTest roles = new RolesUnderTest(hidden);
        while (mix.dueMicros() < START_MICROS + LEARNING_MICROS) {
            mix.next(roles);
        }
        roles.forgetScore();
        while (mix.dueMicros() < START_MICROS + LEARNING_MICROS + MICROS) {
            mix.next(roles);
        }
        System.out.printf(
                Locale.ROOT,
                "%s, services on %s ports, after 10 minutes: %d flows, right by evidence %.2f %%,"
                        + " by lower port %.2f %%%n",
                scenario,
                hidden ? "high" : "low",
                roles.flows,
                100 * roles.byEvidence(),
                100 * roles.byLowerPort());
        return roles;
    }
}
