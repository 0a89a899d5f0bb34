package io.weir.tcp.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogLimitTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final LogLimit limit = new LogLimit(100, nanos::get);

    @Test
    void permitsOneMessagePerIntervalAndSaysHowManyItHeldBack() {
        assertThat(limit.permits()).isTrue();
        nanos.addAndGet(99); // wraps, as nanoTime may
        assertThat(limit.permits()).isFalse();
        assertThat(limit.permits()).isFalse();
        nanos.addAndGet(1);

        assertThat(limit.permits()).isTrue();
        assertThat(limit.suppressed()).isEqualTo(2);
        nanos.addAndGet(100);
        assertThat(limit.permits()).isTrue();
        assertThat(limit.suppressed()).isZero();
    }
}
