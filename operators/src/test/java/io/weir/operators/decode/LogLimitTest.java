package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLimitTest {

    private final LogLimit limit = new LogLimit(10_000);

    @Test
    void permitsOneMessagePerInterval() {
        assertThat(limit.permits(1_000)).isTrue();
        assertThat(limit.permits(1_000)).isFalse();
        assertThat(limit.permits(10_999)).isFalse();
        assertThat(limit.permits(11_000)).isTrue();
        assertThat(limit.permits(11_001)).isFalse();
    }

    @Test
    void saysHowManyMessagesItHeldBackBeforeThePermittedOne() {
        assertThat(limit.permits(0)).isTrue();
        assertThat(limit.suppressed()).isZero();
        for (int i = 1; i <= 500; i++) {
            assertThat(limit.permits(i)).isFalse();
        }
        assertThat(limit.permits(10_000)).isTrue();
        assertThat(limit.suppressed()).isEqualTo(500);

        assertThat(limit.permits(20_000)).isTrue();
        assertThat(limit.suppressed()).isZero();
    }
}
