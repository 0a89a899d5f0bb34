package io.weir.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcStatTest {

    @Test
    void addsUserAndSystemTimeBehindANameThatHoldsAnything() {
        String stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 900 0 0 0 1234 66 7 8 20 0 1 0 100 1 2";

        assertThat(ProcStat.cpuSeconds(stat)).isEqualTo(13.0);
    }
}
