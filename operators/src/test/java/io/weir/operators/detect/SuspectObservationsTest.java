package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.tables.KeyHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuspectObservationsTest {

    private final SuspectTable suspects = new SuspectTable();
    private final SuspectObservations observations = new SuspectObservations(suspects);

    private int row;

    @BeforeEach
    void suspect() {
        long hash = KeyHash.of(0, 7);
        row = suspects.roomFor(hash, 0);
        suspects.put(row, hash, 0, 7, 0);
    }

    @Test
    void hasEachOnce() {
        assertThat(observations.of(row)).isEmpty();
        for (int i = 0; i < 2; i++) {
            observations.add(row, 0, 1, 22);
            observations.add(row, 0, 1, 23);
            observations.add(row, 0, 2, 22);
            observations.add(row, 1, 1, 22);
        }

        assertThat(observations.of(row))
                .containsExactlyInAnyOrder(
                        new Observation(0, 1, 22),
                        new Observation(0, 1, 23),
                        new Observation(0, 2, 22),
                        new Observation(1, 1, 22));
        assertThat(observations.count(row)).isEqualTo(4);
        assertThat(observations.more(row)).isNull();
    }

    @Test
    void whoHasTwoIsNotLone() {
        observations.add(row, 0, 1, 22);
        observations.add(row, 0, 1, 22);
        assertThat(suspects.isLone(row)).isTrue();
        observations.add(row, 0, 2, 22);
        assertThat(suspects.isLone(row)).isFalse();
    }

    @Test
    void estimatesWhatIsTooMany() {
        for (int peer = 0; peer < Evidence.MAX_OBSERVATIONS + 10; peer++) {
            observations.add(row, 0, peer, 22);
        }

        assertThat(observations.count(row)).isEqualTo(Evidence.MAX_OBSERVATIONS);
        assertThat(observations.of(row)).hasSize(Evidence.MAX_OBSERVATIONS);
        assertThat(observations.more(row).hosts()).isEqualTo(10);
        observations.forget(row);
        assertThat(observations.more(row)).isNull();
    }

    @Test
    void nothingThatIsForgottenComesBack() {
        observations.add(row, 0, 1, 22);
        observations.add(row, 0, 2, 22);
        observations.forget(row);
        observations.keep(row);
        observations.forgetOthers();
        assertThat(observations.of(row)).isEmpty();
        observations.add(row, 0, 3, 22);

        assertThat(observations.of(row)).containsExactly(new Observation(0, 3, 22));
    }

    @Test
    void whatIsKeptIsThereWhenOthersAreForgotten() {
        for (int peer = 1; peer <= 3; peer++) {
            observations.add(row, 0, peer, 22);
        }
        for (int flush = 0; flush < 3; flush++) {
            observations.keep(row);
            observations.forgetOthers();
        }
        observations.add(row, 0, 2, 22);
        observations.add(row, 0, 4, 22);

        assertThat(observations.of(row))
                .extracting(Observation::peerLow)
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    void thereIsRoomAgainForWhatIsForgotten() {
        for (int flush = 0; flush < 2 * ObservationPool.MOST + 2; flush++) {
            observations.forget(row);
            observations.forgetOthers();
            observations.add(row, 0, 1, 22);
            observations.add(row, 0, 2, 22);
        }

        assertThat(observations.count(row)).isEqualTo(2);
        assertThat(observations.more(row)).isNull();
    }
}
