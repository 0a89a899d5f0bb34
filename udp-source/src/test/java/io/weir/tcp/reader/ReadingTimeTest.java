package io.weir.tcp.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadingTimeTest {

    private final AtomicLong nanos = new AtomicLong(-50);
    private final ReadingTime time = new ReadingTime(nanos::get);

    @Test
    void standsStillDuringPauses() {
        assertThat(time.now()).isEqualTo(-50);
        nanos.set(100);
        time.pause();
        nanos.set(900);
        time.pause();
        assertThat(time.now()).isEqualTo(100);

        time.resume();
        time.resume();
        assertThat(time.now()).isEqualTo(100);
        nanos.set(950);
        assertThat(time.now()).isEqualTo(150);
    }

    @Test
    void addsPausesUp() {
        for (int i = 0; i < 3; i++) {
            time.pause();
            nanos.addAndGet(1_000);
            time.resume();
            nanos.addAndGet(10);
        }

        assertThat(time.now()).isEqualTo(-50 + 30);
    }
}
