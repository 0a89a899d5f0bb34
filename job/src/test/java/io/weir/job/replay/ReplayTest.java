package io.weir.job.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import io.weir.job.capture.PcapWriter;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final IpAddress COLLECTOR = IpAddress.ofIpv4(0xc00002feL);
    private static final IpAddress FIRST = IpAddress.ofIpv4(0xc0000201L);
    private static final IpAddress SECOND = IpAddress.ofIpv4(0xc0000202L);
    private static final ReplayFilter ALL = new ReplayFilter(Set.of(), Set.of());
    private static final long EPOCH_MICROS = 1_700_000_000_000_000L;

    @TempDir private Path folder;

    private final ManualClock clock = new ManualClock();
    private final List<String> sent = new ArrayList<>();
    private final List<ReplayTotals> progress = new ArrayList<>();

    @Test
    void keepsTheCapturedTimes() throws IOException {
        replay(Pace.recorded(1), 1, capture("a", 0, 1_500, 2_000_000));

        assertThat(sent).containsExactly("a0@0", "a1@1500", "a2@2000000");
    }

    @Test
    void goesAsManyTimesFasterAsTold() throws IOException {
        replay(Pace.recorded(10), 1, capture("a", 0, 1_500, 2_000_000));

        assertThat(sent).containsExactly("a0@0", "a1@150", "a2@200000");
    }

    @Test
    void spacesDatagramsEvenlyAtARate() throws IOException {
        replay(Pace.rate(4), 1, capture("a", 0, 1, 2, 9_000_000));

        assertThat(sent).containsExactly("a0@0", "a1@250000", "a2@500000", "a3@750000");
    }

    @Test
    void waitsForNothingWhenFast() throws IOException {
        replay(Pace.unlimited(), 1, capture("a", 0, 1_000_000, 2_000_000));

        assertThat(sent).containsExactly("a0@0", "a1@0", "a2@0");
    }

    @Test
    void sendsAtOnceWhatIsLateOrOutOfOrder() throws IOException {
        replay(Pace.recorded(1), 1, capture("a", 0, 3_000, 1_000, 4_000));

        assertThat(sent).containsExactly("a0@0", "a1@3000", "a2@3000", "a3@4000");
    }

    @Test
    void mergesFilesByTime() throws IOException {
        replay(Pace.recorded(1), 1, capture("b", 500, 1_500), capture("a", 0, 1_000));

        assertThat(sent).containsExactly("a0@0", "b0@500", "a1@1000", "b1@1500");
    }

    @Test
    void startsEachRoundASecondAfterTheLastDatagramOfTheOneBefore() throws IOException {
        ReplayTotals totals = replay(Pace.recorded(2), 3, capture("a", 0, 1_000));

        assertThat(sent)
                .containsExactly(
                        "a0@0", "a1@500", "a0@500500", "a1@501000", "a0@1001000", "a1@1001500");
        assertThat(totals.rounds()).isEqualTo(3);
        assertThat(totals.datagrams()).isEqualTo(6);
        assertThat(totals.bytes()).isEqualTo(12);
        assertThat(totals.elapsed()).isEqualTo(Duration.ofNanos(1_001_500_000));
    }

    @Test
    void sendsOnlyWhatTheFilterAccepts() throws IOException {
        Path file = folder.resolve("mixed");
        try (PcapWriter writer = PcapWriter.open(file)) {
            write(writer, 0, FIRST, 2055, "v9");
            write(writer, 1, SECOND, 2055, "other exporter");
            write(writer, 2, FIRST, 53, "other port");
        }
        ReplayFilter filter = new ReplayFilter(Set.of(2055, 4739), Set.of(FIRST));
        ReplayTotals totals =
                run(new ReplayOptions(List.of(file), filter, Pace.unlimited(), 1), () -> false);

        assertThat(sent).containsExactly("v9@0");
        assertThat(totals.leftOut()).isEqualTo(2);
    }

    @Test
    void endsWhenTheFilterLeavesNothingToRepeat() throws IOException {
        ReplayFilter nothing = new ReplayFilter(Set.of(1), Set.of());
        ReplayOptions options =
                new ReplayOptions(
                        List.of(capture("a", 0)), nothing, Pace.unlimited(), ReplayOptions.FOREVER);

        assertThat(run(options, () -> false).leftOut()).isEqualTo(1);
    }

    @Test
    void stopsWhileItWaits() throws IOException {
        ReplayOptions options =
                new ReplayOptions(
                        List.of(capture("a", 0, 3_600_000_000L)), ALL, Pace.recorded(1), 1);
        ReplayTotals totals = run(options, () -> clock.nanos >= 7_000_000_000L);

        assertThat(sent).containsExactly("a0@0");
        assertThat(totals.rounds()).isZero();
        assertThat(totals.elapsed()).isEqualTo(Duration.ofSeconds(7));
        assertThat(progress).extracting(t -> t.elapsed().toSeconds()).contains(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void countsWhatTheNetworkRefuses() throws IOException {
        ReplayOptions options =
                new ReplayOptions(List.of(capture("a", 0, 1, 2)), ALL, Pace.unlimited(), 1);
        ReplayTotals totals =
                Replay.run(
                        options,
                        datagram -> text(datagram).equals("a1"),
                        clock,
                        () -> false,
                        t -> {});

        assertThat(totals.datagrams()).isEqualTo(1);
        assertThat(totals.errors()).isEqualTo(2);
    }

    @Test
    void refusesNoFilesAndNoRounds() {
        assertThatThrownBy(() -> new ReplayOptions(List.of(), ALL, Pace.unlimited(), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReplayOptions(List.of(Path.of("a")), ALL, Pace.unlimited(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ReplayTotals replay(Pace pace, long rounds, Path... files) throws IOException {
        return run(new ReplayOptions(List.of(files), ALL, pace, rounds), () -> false);
    }

    private ReplayTotals run(ReplayOptions options, BooleanSupplier stop) throws IOException {
        return Replay.run(options, this::record, clock, stop, progress::add);
    }

    private boolean record(Datagram datagram) {
        sent.add(text(datagram) + "@" + clock.nanos / 1000);
        return true;
    }

    private static String text(Datagram datagram) {
        return new String(datagram.payload(), US_ASCII);
    }

    /** A capture whose n-th datagram carries its name and n. */
    private Path capture(String name, long... micros) throws IOException {
        Path file = folder.resolve(name);
        try (PcapWriter writer = PcapWriter.open(file)) {
            for (int i = 0; i < micros.length; i++) {
                write(writer, micros[i], FIRST, 2055, name + i);
            }
        }
        return file;
    }

    private static void write(
            PcapWriter writer, long micros, IpAddress exporter, int port, String text)
            throws IOException {
        byte[] payload = text.getBytes(US_ASCII);
        writer.write(
                EPOCH_MICROS + micros,
                exporter,
                50_000,
                COLLECTOR,
                port,
                payload,
                0,
                payload.length);
    }

    /** Time that passes only while the replay waits. */
    private static final class ManualClock implements ReplayClock {

        private long nanos;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void pause(long pauseNanos) {
            nanos += pauseNanos;
        }
    }
}
