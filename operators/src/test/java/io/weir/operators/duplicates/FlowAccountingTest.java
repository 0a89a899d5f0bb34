package io.weir.operators.duplicates;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.Flows;
import io.weir.operators.decode.ExporterIdentity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are seconds; the memory is two minutes. */
class FlowAccountingTest {

    private static final Duration MEMORY = Duration.ofMinutes(2);
    private static final String EAST = "192.0.2.1";
    private static final String WEST = "192.0.2.2";
    private static final String NORTH = "192.0.2.3";

    private final SeenFlows seen = new SeenFlows();
    private FlowAccounting accounting = accounting(1_000);

    @Test
    void countsTheFirstReportAndNoOtherOfTheSameTime() {
        assertThat(isDuplicate(EAST, 0, 60)).isFalse();
        assertThat(isDuplicate(WEST, 0, 60)).isTrue();
        assertThat(isDuplicate(NORTH, 30, 70)).isTrue();
    }

    @Test
    void goesOnCountingWhoCameFirst() {
        for (int minute = 0; minute < 30; minute++) {
            int start = 60 * minute;
            assertThat(isDuplicate(EAST, start, start + 60)).as("east %s", minute).isFalse();
            assertThat(isDuplicate(WEST, start + 5, start + 65)).as("west %s", minute).isTrue();
        }
    }

    @Test
    void doesNotMindWhoseReportIsOnItsWayForLonger() {
        isDuplicate(EAST, 0, 60);

        assertThat(isDuplicate(WEST, 60, 120)).isTrue();
        assertThat(isDuplicate(EAST, 60, 120)).isFalse();
        assertThat(isDuplicate(EAST, 20, 50)).isFalse();
    }

    @Test
    void countsSeveralReportsOfTheSamePoint() {
        assertThat(isDuplicate(EAST, 0, 60)).isFalse();
        assertThat(isDuplicate(EAST, 0, 60)).isFalse();
    }

    @Test
    void countsAnotherOnceTheFirstIsSilent() {
        isDuplicate(EAST, 0, 60);

        assertThat(isDuplicate(WEST, 60, 120)).isTrue();
        assertThat(isDuplicate(WEST, 120, 180)).isTrue();
        assertThat(isDuplicate(WEST, 180, 240)).isFalse();
        assertThat(isDuplicate(EAST, 180, 240)).isTrue();
        assertThat(accounting.takeOvers()).isOne();
    }

    @Test
    void countsNoTimeTwiceWhenAnotherTakesOver() {
        isDuplicate(EAST, 0, 600, 700);

        assertThat(isDuplicate(WEST, 0, 800)).isTrue();
        assertThat(isDuplicate(WEST, 800, 900)).isFalse();
    }

    @Test
    void countsAfterAGapWhoeverReportsFirst() {
        isDuplicate(EAST, 0, 10);

        assertThat(isDuplicate(WEST, 131, 140)).isFalse();
        assertThat(isDuplicate(EAST, 131, 140)).isTrue();
    }

    @Test
    void countsTheSamePortsUsedAgainLater() {
        isDuplicate(EAST, 0, 10);
        isDuplicate(WEST, 0, 10);

        assertThat(isDuplicate(WEST, 3_600, 3_610)).isFalse();
        assertThat(isDuplicate(EAST, 3_600, 3_610)).isTrue();
    }

    @Test
    void countsWhatIsOlderThanAllThatWasReported() {
        isDuplicate(EAST, 100, 160);

        assertThat(isDuplicate(WEST, 40, 99, 160)).isFalse();
        assertThat(isDuplicate(NORTH, 40, 99, 160)).isTrue();
        assertThat(isDuplicate(EAST, 160, 220)).isFalse();
    }

    @Test
    void keepsBothDirectionsApart() {
        Flows there = Flows.receivedAt(0).flow().source("10.0.0.1").destination("10.0.0.2");
        Flows back = Flows.receivedAt(0).flow().source("10.0.0.2").destination("10.0.0.1");
        ports(there, 6, 40_000, 443);
        ports(back, 6, 443, 40_000);

        // Routing is asymmetric: each exporter has one way only.
        assertThat(isDuplicate(there, EAST, 0, 60, 60)).isFalse();
        assertThat(isDuplicate(back, WEST, 0, 60, 60)).isFalse();
        assertThat(isDuplicate(there, WEST, 60, 120, 120)).isTrue();
        assertThat(isDuplicate(back, EAST, 60, 120, 120)).isTrue();
    }

    @Test
    void knowsIcmpAndProtocolsWithoutPortsByAddresses() {
        for (int protocol : List.of(1, 47, 58)) {
            Flows flow = Flows.receivedAt(0).flow().source("10.0.0.1").destination("10.0.0.2");
            flow.with(FlowField.PROTOCOL, protocol).with(FlowField.ICMP_TYPE, 8);
            assertThat(isDuplicate(flow, EAST, 0, 60, 60)).isFalse();
            flow.with(FlowField.ICMP_TYPE, 0).with(FlowField.DESTINATION_PORT, 2_048);
            assertThat(isDuplicate(flow, WEST, 0, 60, 60)).isTrue();
        }
    }

    @Test
    void tellsConversationsApartByEachOfTheirParts() {
        List<Flows> flows = new ArrayList<>();
        for (int part = 0; part < 6; part++) {
            Flows flow =
                    Flows.receivedAt(0)
                            .flow()
                            .source(part == 1 ? "10.0.0.9" : "10.0.0.1")
                            .destination(part == 2 ? "10.0.0.9" : "10.0.0.2");
            ports(flow, part == 3 ? 17 : 6, part == 4 ? 9 : 40_000, part == 5 ? 9 : 443);
            flows.add(flow);
        }

        for (Flows flow : flows) {
            assertThat(isDuplicate(flow, EAST, 0, 60, 60)).isFalse();
        }
        for (Flows flow : flows) {
            assertThat(isDuplicate(flow, WEST, 0, 60, 60)).isTrue();
        }
    }

    @Test
    void tellsIngressFromEgressOfOneExporter() {
        assertThat(isDuplicate(point(EAST, 1, 0), 0, 60)).isFalse();
        assertThat(isDuplicate(point(EAST, 1, 1), 0, 60)).isTrue();
        assertThat(isDuplicate(point(EAST, 1, 0), 60, 120)).isFalse();
    }

    @Test
    void tellsDomainsOfOneExporterApart() {
        assertThat(isDuplicate(point(EAST, 1, -1), 0, 60)).isFalse();
        assertThat(isDuplicate(point(EAST, 2, -1), 0, 60)).isTrue();
    }

    @Test
    void countsThePreferredExporterOnceItReports() {
        accounting = accounting(1_000, NORTH, WEST);
        assertThat(isDuplicate(EAST, 0, 60)).isFalse();

        assertThat(isDuplicate(WEST, 0, 60)).as("this time is counted already").isTrue();
        assertThat(isDuplicate(EAST, 60, 120)).isTrue();
        assertThat(isDuplicate(WEST, 60, 120)).isFalse();
        assertThat(isDuplicate(NORTH, 60, 120)).isTrue();
        assertThat(isDuplicate(WEST, 120, 180)).isTrue();
        assertThat(isDuplicate(NORTH, 120, 180)).isFalse();
    }

    @Test
    void countsAnotherWhileThePreferredExporterIsSilent() {
        accounting = accounting(1_000, WEST);
        isDuplicate(WEST, 0, 60);

        assertThat(isDuplicate(EAST, 0, 60)).isTrue();
        assertThat(isDuplicate(EAST, 180, 240)).isFalse();
        assertThat(isDuplicate(WEST, 240, 300)).isFalse();
        assertThat(isDuplicate(EAST, 240, 300)).isTrue();
    }

    @Test
    void listsWhoReportsTheFlowWithTheOneThatCountsFirst() {
        accounting = accounting(1_000, WEST);
        isDuplicate(EAST, 0, 60);
        assertThat(listed()).containsExactly(address(EAST));
        isDuplicate(NORTH, 0, 60);
        isDuplicate(NORTH, 0, 60);
        assertThat(listed()).containsExactly(address(EAST), address(NORTH));
        isDuplicate(WEST, 0, 60);
        assertThat(listed()).containsExactly(address(WEST), address(NORTH), address(EAST));
    }

    @Test
    void listsEightAtMost() {
        accounting = accounting(1_000, "198.51.100.20");
        for (int exporter = 1; exporter <= 20; exporter++) {
            isDuplicate("198.51.100." + exporter, 0, 60);
        }

        assertThat(listed())
                .hasSize(SeenFlows.POINTS_LISTED)
                .startsWith(address("198.51.100.20"), address("198.51.100.2"));
    }

    @Test
    void forgetsTheOldestWhenThereIsNoRoom() {
        accounting = accounting(64 * 100);
        for (int number = 0; number < 101; number++) {
            assertThat(isDuplicate(conversation(number), EAST, 0, 1, 10 + number)).isFalse();
        }

        assertThat(seen.size()).isEqualTo(76);
        assertThat(accounting.forgotten()).isEqualTo(25);
        for (int number = 25; number < 101; number++) {
            assertThat(isDuplicate(conversation(number), WEST, 0, 1, 111))
                    .as("number " + number)
                    .isTrue();
        }
        assertThat(isDuplicate(conversation(24), WEST, 0, 1, 112)).isFalse();
    }

    @Test
    void forgetsOnlyAQuarterOfWhatCameAtOneInstant() {
        accounting = accounting(64 * 100);
        for (int number = 0; number < 101; number++) {
            isDuplicate(conversation(number), EAST, 0, 1, 10);
        }

        assertThat(seen.size()).isEqualTo(76);
    }

    @Test
    void forgetsPointsThatReportNothingAnyMore() {
        for (int exporter = 0; exporter < 3_000; exporter++) {
            Point point = new Point(address("10.1.0.0").low() + exporter, 0, -1);
            isDuplicate(conversation(0), point, 0, 1, 10);
        }
        isDuplicate(conversation(1), EAST, 0, 1, 500);
        seen.forgetBefore(400_000);

        assertThat(seen.points().size()).isOne();
        assertThat(isDuplicate(conversation(1), WEST, 0, 1, 501)).isTrue();
        assertThat(listed()).containsExactly(address(EAST), address(WEST));
    }

    private record Point(long exporterLow, long domain, long direction) {}

    private static Point point(String exporter, long domain, long direction) {
        return new Point(address(exporter).low(), domain, direction);
    }

    private boolean isDuplicate(String exporter, int start, int end) {
        return isDuplicate(exporter, start, end, end);
    }

    private boolean isDuplicate(Point point, int start, int end) {
        return isDuplicate(conversation(0), point, start, end, end);
    }

    private boolean isDuplicate(String exporter, int start, int end, int received) {
        return isDuplicate(conversation(0), exporter, start, end, received);
    }

    private boolean isDuplicate(Flows flow, String exporter, int start, int end, int received) {
        return isDuplicate(flow, point(exporter, 0, -1), start, end, received);
    }

    private boolean isDuplicate(Flows flow, Point point, int start, int end, int received) {
        FlowKey key = new FlowKey();
        FlowBatch batch = flow.batch();
        assertThat(key.set(batch, 0, FlowDirection.FORWARD)).isTrue();
        int number =
                seen.points()
                        .numberOf(
                                0,
                                point.exporterLow(),
                                ObservationPoint.place(point.domain(), 0, point.direction()));
        return accounting.isDuplicate(
                seen, key, start * 1_000L, end * 1_000L, received * 1_000L, number);
    }

    private static Flows conversation(int number) {
        Flows flow = Flows.receivedAt(0).flow().source("10.0.0.1").destination("10.0.0.2");
        return ports(flow, 6, 40_000 + number, 443);
    }

    private static Flows ports(Flows flow, int protocol, int source, int destination) {
        return flow.with(FlowField.PROTOCOL, protocol)
                .with(FlowField.SOURCE_PORT, source)
                .with(FlowField.DESTINATION_PORT, destination);
    }

    private List<IpAddress> listed() {
        List<IpAddress> listed = new ArrayList<>();
        for (int i = 0; i < seen.pointCount(); i++) {
            listed.add(seen.points().point(seen.point(i)).exporter());
        }
        return listed;
    }

    private static FlowAccounting accounting(int flows, String... prefer) {
        return new FlowAccounting(
                new DuplicateRules(MEMORY, addresses(prefer), flows, ExporterIdentity.ADDRESS));
    }

    static List<InetAddress> addresses(String... literals) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            try {
                addresses.add(InetAddress.getByName(literal));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(literal, e);
            }
        }
        return addresses;
    }
}
