package io.weir.tcp.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.receive.ManualClock;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionNumbersTest {

    private final ManualClock clock = new ManualClock(1_790_000_000_000L);

    @Test
    void areNeverThoseOfAnotherSubtaskOrConnection() {
        Set<Long> seen = new HashSet<>();
        for (int subtask : new int[] {0, 1, 127, 32_767}) {
            ConnectionNumbers numbers = new ConnectionNumbers(subtask, clock);
            for (int i = 0; i < 1_000; i++) {
                assertThat(seen.add(numbers.next())).isTrue();
            }
        }
        assertThat(seen).allMatch(number -> number > 0);
    }

    @Test
    void areNeverThoseOfTheReaderBeforeARestart() {
        ConnectionNumbers before = new ConnectionNumbers(3, clock);
        long last = 0;
        for (int i = 0; i < 50; i++) {
            last = before.next();
        }
        clock.set(clock.millis() + 50);

        assertThat(new ConnectionNumbers(3, clock).next()).isGreaterThan(last);
    }

    @Test
    void goOnWhenTheClockIsSetBack() {
        ConnectionNumbers numbers = new ConnectionNumbers(0, clock);
        long first = numbers.next();
        clock.set(5);

        assertThat(numbers.next()).isGreaterThan(first);
    }
}
