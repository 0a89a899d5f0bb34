package io.weir.job.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

    @Test
    void growsFromTheFirstPauseToTheLongestAndBeginsAnew() {
        assertThat(backoff.pauseMillis()).isBetween(75L, 125L);
        assertThat(backoff.pauseMillis()).isBetween(150L, 250L);
        for (int failure = 0; failure < 20; failure++) {
            backoff.pauseMillis();
        }
        assertThat(backoff.pauseMillis()).isBetween(7_500L, 12_500L);

        backoff.reset();

        assertThat(backoff.pauseMillis()).isBetween(75L, 125L);
    }

    @Test
    void keepsToWhatIsAskedUpToTheLongestPause() {
        assertThat(backoff.pauseMillis(Duration.ofSeconds(7))).isEqualTo(7_000);
        assertThat(backoff.pauseMillis(Duration.ofHours(1))).isEqualTo(10_000);
        assertThat(backoff.pauseMillis(Duration.ZERO)).isBetween(300L, 500L);
    }
}
