package io.weir.operators.enrich.threat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.FileWatch;
import io.weir.operators.enrich.prefix.AddressRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedThreatsTest {

    private static final Duration OFTEN = Duration.ofMillis(10);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    @TempDir private Path directory;

    private ThreatTable first;

    @Test
    void takesChangesOfFeedsAndOfTheAllowList() throws IOException {
        Path feed = write("feed.txt", "6.6.6.6\n");
        Path allow = write("allow.txt", "# none\n");

        try (SharedThreats threats = open(feed, null, allow)) {
            assertThat(lists(threats, "6.6.6.6")).isTrue();

            write("feed.txt", "6.6.6.6\n7.7.7.7\n");
            await().until(() -> lists(threats, "7.7.7.7"));

            write("allow.txt", "# none\n6.6.6.6\n");
            await().until(() -> !lists(threats, "6.6.6.6"));
            assertThat(lists(threats, "7.7.7.7")).isTrue();
        }
    }

    @Test
    void keepsTheLastGoodFeedWhenItIsEmptiedOrGone() throws IOException {
        Path feed = write("feed.txt", "6.6.6.6\n");
        Path other = write("other.txt", "# none\n");

        try (SharedThreats threats = open(feed, null, other)) {
            write("feed.txt", "");
            write("other.txt", "8.8.8.8\n");
            await().until(() -> threats.current() != first);
            assertThat(lists(threats, "6.6.6.6")).isTrue();

            Files.delete(feed);
            write("other.txt", "6.6.6.6/32\n9.9.9.9\n");
            await().until(() -> !lists(threats, "6.6.6.6"));
            write("other.txt", "9.9.9.9\n");
            await().until(() -> lists(threats, "6.6.6.6"));
        }
    }

    @Test
    void letsAFeedExpireThatDoesNotChange() throws IOException {
        Path feed = write("feed.txt", "6.6.6.6\n");

        try (SharedThreats threats = open(feed, Duration.ofDays(7), null)) {
            assertThat(lists(threats, "6.6.6.6")).isTrue();

            now.set(Instant.now().plus(Duration.ofDays(8)));

            await().until(() -> !lists(threats, "6.6.6.6"));
            assertThat(threats.current().expired()).containsExactly("feed");
        }
    }

    @Test
    void namesTheFileThatIsMissing() {
        Path missing = directory.resolve("missing.txt");

        assertThatThrownBy(() -> open(missing, null, null))
                .isInstanceOf(IOException.class)
                .hasMessage(missing + " cannot be used: there is no such file.");
        assertThat(threadsOfThreats()).isZero();
    }

    @Test
    void isSharedUntilTheLastLeaseIsClosed() throws IOException {
        ThreatSettings settings = settings(write("feed.txt", "6.6.6.6\n"), null, null);

        LiveThreats one = LiveThreats.open(settings);
        LiveThreats other = LiveThreats.open(settings);
        assertThat(one.current()).isSameAs(other.current());
        one.close();
        one.close();
        assertThat(threadsOfThreats()).isEqualTo(1);
        other.close();

        assertThat(threadsOfThreats()).isZero();
    }

    private SharedThreats open(Path feed, Duration maxAge, Path allow) throws IOException {
        SharedThreats threats =
                SharedThreats.open(
                        settings(feed, maxAge, allow), new FileWatch(OFTEN), clock(), OFTEN);
        first = threats.current();
        return threats;
    }

    private static ThreatSettings settings(Path feed, Duration maxAge, Path allow) {
        return new ThreatSettings(
                List.of(new ThreatFeed("feed", feed.toString(), null, List.of(), 50, null, maxAge)),
                allow == null ? null : allow.toString());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static boolean lists(SharedThreats threats, String address) {
        IpAddress parsed = AddressRange.parse(address).first();
        return threats.current().idOf(parsed.high(), parsed.low()) != 0;
    }

    private static long threadsOfThreats() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("weir-threats"))
                .count();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }
}
