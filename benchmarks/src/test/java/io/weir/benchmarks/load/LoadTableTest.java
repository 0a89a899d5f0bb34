package io.weir.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.benchmarks.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTableTest {

    @Test
    void comparesCostsAtTheSameRateAndShowsTheSpreadOfMaxima() {
        LoadTable table =
                new LoadTable(
                        List.of(
                                maximum(Receiver.Kind.NFCAPD, 100_000, 1),
                                maximum(Receiver.Kind.DECODE, 200_000, 1),
                                maximum(Receiver.Kind.DECODE, 100_000, 2),
                                maximum(Receiver.Kind.DECODE, 150_000, 3),
                                sameRate(Receiver.Kind.NFCAPD, 4),
                                sameRate(Receiver.Kind.DECODE, 3)));

        assertThat(table.toString())
                .contains(
                        "| nfcapd → files in memory | 100.0 | 2.50 | 400 | 160 | 1.00 | – | 0 |",
                        "| Weir: UDP → decode → count | 100.0 / 150.0 / 200.0 | 2.50 / 3.75 / 5.00"
                                + " | 200 / 267 / 400 | 120 | 0.75 | – | 0 |")
                .doesNotContain("¹");
    }

    @Test
    void marksWhatTookAllThatTheSenderCouldSend() {
        Trial unlimited = new Trial(true, sent(100_000), 0, 0, 0, 1);

        assertThat(new LoadTable(List.of(measurement(Receiver.Kind.COUNT, unlimited))).toString())
                .contains("| Weir: UDP → count ¹ |", "\n¹ took all");
    }

    @Test
    void findsWhatNobodyExplains() {
        Counts counted = new Counts(90, 2_200, 4, 0);
        Counts flowsOnly = new Counts(Counts.UNKNOWN, 2_499, 0, 0);

        assertThat(new Books(sent(100), 5, counted).unexplained()).isEqualTo(1);
        assertThat(new Books(sent(100), 0, flowsOnly).unexplained()).isEqualTo(1);
        assertThat(new Books(sent(100), 5, flowsOnly).unexplained()).isEqualTo(Counts.UNKNOWN);
    }

    private static Measurement maximum(Receiver.Kind receiver, long datagrams, int run) {
        Trial trial = new Trial(false, sent(datagrams), 0, 0, 0, 1);
        return new Measurement(
                Measurement.Kind.MAXIMUM,
                receiver,
                Traffic.NETFLOW_V9,
                run,
                1 << 20,
                trial,
                books());
    }

    private static Measurement sameRate(Receiver.Kind receiver, double cpuSeconds) {
        Trial trial = new Trial(false, sent(1_000_000), 0, 0, 0, cpuSeconds);
        return new Measurement(
                Measurement.Kind.SAME_RATE,
                receiver,
                Traffic.NETFLOW_V9,
                1,
                1 << 20,
                trial,
                books());
    }

    private static Measurement measurement(Receiver.Kind receiver, Trial trial) {
        return new Measurement(
                Measurement.Kind.MAXIMUM, receiver, Traffic.NETFLOW_V9, 1, 1 << 20, trial, books());
    }

    /** So many datagrams of 25 flows in a second. */
    private static Sent sent(long datagrams) {
        return new Sent(datagrams, 25 * datagrams, 1_400 * datagrams, 0, 1, 0);
    }

    private static Books books() {
        return new Books(sent(100), 0, new Counts(100, 2_500, 0, 0));
    }
}
