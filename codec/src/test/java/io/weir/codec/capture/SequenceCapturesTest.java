package io.weir.codec.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.sequence.SequenceStatus;
import io.weir.codec.sequence.SequenceUnit;
import io.weir.codec.session.SessionUnderTest;
import io.weir.testing.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Follows the sequence numbers of real exporters, where their captures are present. */
class SequenceCapturesTest {

    private static final int DROPPED = 20;

    @ParameterizedTest
    @CsvSource({
        "exports/softflowd-v5-scenario-a, FLOWS",
        "exports/pmacctd-nfprobe-v5-scenario-a, FLOWS",
        "graylog/netgraph-netflow5, FLOWS",
        "exports/softflowd-v9-scenario-a, DATAGRAMS",
        "exports/pmacctd-nfprobe-v9-scenario-a, DATAGRAMS",
        "graylog/nprobe-netflow9-3, DATAGRAMS",
        "ndpi/netflowv9, DATAGRAMS",
        "exports/softflowd-ipfix-scenario-a, FLOWS_AFTER",
        "exports/softflowd-ipfix-biflow-scenario-a, FLOWS_AFTER",
        "ipfixcol/01-odid0, RECORDS",
        "ipfixcol/02-odid0, RECORDS",
        "ipfixcol/03-odid0-a, RECORDS",
        "exports/pmacctd-sfprobe-scenario-a, DATAGRAMS",
        "ndpi/sflow, DATAGRAMS",
        "tcpdump/sflow-print-v6, DATAGRAMS",
    })
    void findsNothingMissingInCompleteCaptures(String name, SequenceUnit unit) throws IOException {
        SequenceStatus status = follow(capture(name), Set.of());

        assertThat(status.unit()).isEqualTo(unit);
        assertThat(status.lost()).as("lost").isZero();
        assertThat(status.reordered()).as("reordered").isZero();
        assertThat(status.duplicated()).as("duplicated").isZero();
        assertThat(status.restarts()).as("restarts").isZero();
        assertThat(status.received()).as("received").isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "exports/softflowd-v5-scenario-a",
        "exports/pmacctd-nfprobe-v5-scenario-a",
        "exports/softflowd-v9-scenario-a",
        "exports/pmacctd-nfprobe-v9-scenario-a",
        "exports/softflowd-ipfix-scenario-a",
        "exports/softflowd-ipfix-biflow-scenario-a",
        "ipfixcol/01-odid0",
        "exports/pmacctd-sfprobe-scenario-a",
    })
    void namesWhatWasDropped(String name) throws IOException {
        List<byte[]> datagrams = capture(name);
        for (int seed = 0; seed < 10; seed++) {
            Set<Integer> dropped = drop(datagrams, new Random(seed));

            SequenceStatus status = follow(datagrams, dropped);

            assertThat(status.lost())
                    .as("seed %d", seed)
                    .isEqualTo(unitsIn(datagrams, dropped, status.unit()));
            assertThat(status.recovered()).as("seed %d", seed).isZero();
            assertThat(status.restarts()).as("seed %d", seed).isZero();
            assertThat(status.duplicated()).as("seed %d", seed).isZero();
        }
    }

    /** Drops datagrams that are needed for nothing else: with flows, and with a sequel. */
    private static Set<Integer> drop(List<byte[]> datagrams, Random random) {
        List<Integer> candidates = new ArrayList<>();
        List<List<Integer>> contents = contents(datagrams);
        for (int i = 1; i < datagrams.size() - 1; i++) {
            if (contents.get(i).get(2) == 0) {
                candidates.add(i);
            }
        }
        assertThat(candidates).hasSizeGreaterThan(DROPPED);
        return Set.copyOf(
                random.ints(0, candidates.size())
                        .distinct()
                        .limit(DROPPED)
                        .mapToObj(candidates::get)
                        .toList());
    }

    private static long unitsIn(List<byte[]> datagrams, Set<Integer> dropped, SequenceUnit unit) {
        List<List<Integer>> contents = contents(datagrams);
        return dropped.stream()
                .map(contents::get)
                .mapToLong(
                        content ->
                                switch (unit) {
                                    case DATAGRAMS -> 1;
                                    case RECORDS, RECORDS_AFTER -> content.get(0) + content.get(1);
                                    case FLOWS, FLOWS_AFTER -> content.get(0);
                                    case UNKNOWN, NONE -> throw new AssertionError(unit);
                                })
                .sum();
    }

    /** Of each datagram the flows, options records, and templates that are new. */
    private static List<List<Integer>> contents(List<byte[]> datagrams) {
        SessionUnderTest session = new SessionUnderTest();
        return datagrams.stream()
                .map(
                        datagram -> {
                            int options = session.optionsRecords();
                            int templates = session.templateEvents().size();
                            FlowBatch batch = session.receive(datagram);
                            return List.of(
                                    batch.size(),
                                    session.optionsRecords() - options,
                                    session.templateEvents().size() - templates);
                        })
                .toList();
    }

    private static SequenceStatus follow(List<byte[]> datagrams, Set<Integer> dropped) {
        SessionUnderTest session = new SessionUnderTest();
        IntStream.range(0, datagrams.size())
                .filter(i -> !dropped.contains(i))
                .forEach(i -> session.receive(datagrams.get(i)));
        assertThat(session.sequences()).hasSize(1);
        return session.sequences().get(0);
    }

    private static List<byte[]> capture(String name) throws IOException {
        Path file = Captures.folder().resolve(name).resolve("input.pcap");
        assumeTrue(
                Files.exists(file),
                "skipped: no capture at " + file + " (set WEIR_CAPTURES to where they are)");
        return ExportCapture.read(file).stream().map(packet -> packet.payload).toList();
    }
}
