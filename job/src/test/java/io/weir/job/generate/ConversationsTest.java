package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.ExportProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long sessions are exported part by part. */
class ConversationsTest {

    private static final long START = 1_790_000_000_000L;
    private static final long ACTIVE = 60_000;
    private static final long INACTIVE = 15_000;
    private static final HeavyTail ANY = HeavyTail.sizes(1, 1, 1);

    private record Part(long start, long end, int flags, int reason, long packets, long octets) {}

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {SimulatedFlow.TCP, SimulatedFlow.UDP})
    void partsFollowEachOtherAndAddUp(int protocol) throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Conversations conversations =
                    new Conversations(ExporterOptions.defaults(), new SplittableRandom(seed));
            conversations.begin(
                    application(protocol),
                    0,
                    AddressPlan.client(0, 1, false),
                    AddressPlan.service(1, false),
                    START);
            Map<String, List<Part>> directions = exportAll(conversations);

            assertThat(directions).hasSize(2);
            // Twice the packets come back, as Conversations has it.
            List<List<Part>> both = new ArrayList<>(directions.values());
            long there = packets(both.get(0));
            assertThat(packets(both.get(1))).isEqualTo(2 * there);
            assertThat(octets(both.get(0))).isEqualTo(120 * there);
            assertThat(octets(both.get(1))).isEqualTo(2_000 * there);
            directions.values().forEach(parts -> assertChain(parts, protocol));
        }
    }

    @Test
    void decodedPartsOfASessionFollowEachOther() throws IOException {
        ReadExports exports =
                ReadExports.of(
                        SimulationOptions.defaults()
                                .withProtocols(List.of(ExportProtocol.IPFIX))
                                .withExporting(
                                        ExporterOptions.defaults()
                                                .withTimeouts(
                                                        Duration.ofSeconds(10),
                                                        Duration.ofSeconds(3)))
                                .withDuration(Duration.ofMinutes(2)),
                        folder);
        Map<String, List<Part>> chains = new LinkedHashMap<>();
        for (ReadExports.Exported flow : exports.flows()) {
            if (flow.protocol() == SimulatedFlow.TCP) {
                chains.computeIfAbsent(flow.conversation(), key -> new ArrayList<>())
                        .add(
                                new Part(
                                        flow.start(),
                                        flow.end(),
                                        flow.flags(),
                                        flow.endReason(),
                                        flow.packets(),
                                        flow.bytes()));
            }
        }
        chains.values().removeIf(parts -> parts.size() < 2 || (parts.get(0).flags() & 1) != 0);

        assertThat(chains.values()).anyMatch(parts -> parts.size() > 5);
        for (List<Part> parts : chains.values()) {
            assertThat(parts).isSortedAccordingTo(Comparator.comparingLong(Part::start));
            for (int i = 1; i < parts.size(); i++) {
                assertThat(parts.get(i).start()).isGreaterThan(parts.get(i - 1).end());
                assertThat(parts.get(i).flags() & SimulatedFlow.SYN).isZero();
                assertThat(parts.get(i - 1).flags() & SimulatedFlow.FIN).isZero();
            }
            assertThat(parts.get(0).flags() & SimulatedFlow.SYN).isNotZero();
            assertThat(parts).allMatch(part -> part.end() - part.start() <= 10_000);
        }
    }

    private static void assertChain(List<Part> parts, int protocol) {
        boolean tcp = protocol == SimulatedFlow.TCP;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean first = i == 0;
            boolean last = i == parts.size() - 1;
            assertThat(part.packets()).isPositive();
            assertThat(part.octets()).isGreaterThanOrEqualTo(40 * part.packets());
            assertThat(part.end() - part.start()).isBetween(0L, ACTIVE);
            if (!first) {
                assertThat(part.start()).isGreaterThan(parts.get(i - 1).end());
            }
            if (part.reason() == SimulatedFlow.ACTIVE_TIMEOUT) {
                assertThat(part.end() - part.start()).isEqualTo(ACTIVE);
            } else if (!last) {
                assertThat(part.reason()).isEqualTo(SimulatedFlow.IDLE_TIMEOUT);
                assertThat(parts.get(i + 1).start() - part.end()).isGreaterThanOrEqualTo(INACTIVE);
            }
            assertThat((part.flags() & SimulatedFlow.SYN) != 0).isEqualTo(tcp && first);
            assertThat((part.flags() & SimulatedFlow.FIN) != 0).isEqualTo(tcp && last);
        }
        assertThat(parts.get(parts.size() - 1).reason())
                .isEqualTo(tcp ? SimulatedFlow.END_DETECTED : SimulatedFlow.IDLE_TIMEOUT);
    }

    private static Map<String, List<Part>> exportAll(Conversations conversations)
            throws IOException {
        Map<String, List<Part>> directions = new LinkedHashMap<>();
        while (conversations.isDue(Long.MAX_VALUE)) {
            conversations.exportNext(
                    flow ->
                            directions
                                    .computeIfAbsent(
                                            flow.source().address()
                                                    + " "
                                                    + flow.sourcePort()
                                                    + " "
                                                    + flow.destinationPort(),
                                            key -> new ArrayList<>())
                                    .add(
                                            new Part(
                                                    flow.startMillis(),
                                                    flow.endMillis(),
                                                    flow.tcpFlags(),
                                                    flow.endReason(),
                                                    flow.packets(),
                                                    flow.octets())));
        }
        return directions;
    }

    private static Application application(int protocol) {
        return new Application(
                1, protocol, 443, Application.Parties.CLIENT_TO_SERVICE, ANY, ANY, ANY, 0);
    }

    private static long packets(List<Part> parts) {
        return parts.stream().mapToLong(Part::packets).sum();
    }

    private static long octets(List<Part> parts) {
        return parts.stream().mapToLong(Part::octets).sum();
    }
}
