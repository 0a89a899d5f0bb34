package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.tables.KeyHash;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UnansweredGateTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long SECOND = 1_000;
    private static final long SCANNER = KeyHash.of(1, 2);

    private final UnansweredGate gate = UnansweredGate.ofSeconds(2);

    @Test
    void whoIsLeftWithoutAnswersPassesUntilTheEndOfTheNextSecond() {
        assertThat(gate.passes(T0, SCANNER)).isFalse();
        assertThat(gate.passes(T0 + 999, SCANNER)).isTrue();
        assertThat(gate.passes(T0 + SECOND, SCANNER)).isTrue();
        assertThat(gate.passes(T0 + 2 * SECOND, SCANNER)).isFalse();
    }

    @Test
    void ofPanesItIsTheEndOfTheNextPane() {
        UnansweredGate ofPanes = UnansweredGate.ofPanes(2);
        assertThat(ofPanes.passes(T0, SCANNER)).isFalse();
        assertThat(ofPanes.passes(T0 + 9 * SECOND, SCANNER)).isTrue();
        assertThat(ofPanes.passes(T0 + 19 * SECOND, SCANNER)).isTrue();
        assertThat(ofPanes.passes(T0 + 20 * SECOND, SCANNER)).isFalse();
    }

    @Test
    void whoIsAnsweredNeverPasses() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(gate.passes(T0 + i, SCANNER)).isFalse();
            gate.answered(SCANNER);
        }
    }

    @Test
    void answersToNoQuestionAreNoCredit() {
        gate.answered(SCANNER);
        gate.answered(SCANNER);

        gate.passes(T0, SCANNER);
        assertThat(gate.passes(T0, SCANNER)).isTrue();
    }

    @Test
    void aScannerAmidManyWhoAreAnsweredPasses() {
        SplittableRandom random = new SplittableRandom(1);
        int wrong = 0;
        int missed = 0;
        for (int i = 0; i < 100_000; i++) {
            long client = random.nextLong();
            wrong += gate.passes(T0, client) ? 1 : 0;
            gate.answered(client);
            if (i % 1_000 == 0) {
                missed += gate.passes(T0, SCANNER) ? 0 : 1;
            }
        }
        assertThat(wrong).isLessThan(100);
        assertThat(missed).isLessThan(10);
    }
}
