package io.weir.operators.traffic;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.enrich.AsOrder;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.enrich.dns.NameScope;
import io.weir.operators.enrich.geo.TestDatabases;
import io.weir.operators.enrich.names.NameFiles;
import io.weir.operators.enrich.networks.TrafficDirection;
import io.weir.operators.tables.RowFinder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DimensionTest {

    private static final long T = 1_700_000_040_000L;
    private static final int TCP = 6;
    private static final int HTTPS = 443;
    private static final IpAddress EXPORTER = address("192.0.2.1");
    private static final IpAddress INSIDE = address("10.1.2.3");
    private static final IpAddress OUTSIDE = address("198.51.100.9");

    @TempDir Path directory;
    private Enricher enricher;

    @BeforeEach
    void open() throws IOException {
        Path city = directory.resolve("city.mmdb");
        Path asn = directory.resolve("asn.mmdb");
        Path networks = directory.resolve("networks.csv");
        TestDatabases.city("Harbour").write(city);
        TestDatabases.asn("Shipping").write(asn);
        Files.writeString(networks, "prefix,name,site,tenant\n10.0.0.0/8,campus,berlin,research\n");
        enricher =
                Enricher.open(
                        new EnrichmentOptions(
                                city.toString(),
                                asn.toString(),
                                AsOrder.EXPORTER_FIRST,
                                64,
                                networks.toString(),
                                List.of(),
                                EnrichmentOptions.NONE.threats(),
                                NameFiles.NONE,
                                NameScope.OFF,
                                EnrichmentOptions.NONE.dns()));
    }

    @AfterEach
    void close() {
        enricher.close();
    }

    @Test
    void anExporterIsItsAddress() {
        assertThat(keys(Dimension.EXPORTER, request())).containsExactly(key(EXPORTER));
    }

    @Test
    void anInterfaceCountsWhatGoesInAndOut() {
        assertThat(keys(Dimension.INTERFACE, request()))
                .containsExactlyInAnyOrder(
                        key(EXPORTER.high(), EXPORTER.low(), 7, KeyBooking.INWARDS),
                        key(EXPORTER.high(), EXPORTER.low(), 8, KeyBooking.OUTWARDS));
    }

    @Test
    void whatComesBackGoesThroughTheInterfacesTheOtherWay() {
        Flows both = request().with(FlowField.REVERSE_BYTES, 900);

        assertThat(keys(Dimension.INTERFACE, both))
                .contains(
                        key(EXPORTER.high(), EXPORTER.low(), 7, KeyBooking.OUTWARDS),
                        key(EXPORTER.high(), EXPORTER.low(), 8, KeyBooking.INWARDS));
    }

    @Test
    void aServiceIsTheServersPortWhicheverWayTheFlowGoes() {
        TrafficKey https = key(ServiceKey.of(TCP, HTTPS), 0, 0, 0);

        assertThat(keys(Dimension.SERVICE, request())).containsExactly(https);
        assertThat(keys(Dimension.SERVICE, answer())).containsExactly(https);
    }

    @Test
    void aProtocolWithoutPortsIsAServiceByItself() {
        Flows ping = Flows.from("192.0.2.1", T).flow().source(INSIDE).destination(OUTSIDE);
        ping.icmp(1, 8, 0).bytes(100).time(T, T);

        assertThat(keys(Dimension.SERVICE, ping))
                .containsExactly(key(ServiceKey.of(1, ServiceKey.NO_PORT), 0, 0, 0));
    }

    @Test
    void anApplicationIsItsNameFromTheExporterAsText() {
        Flows named = request();
        byte[] payload = "--web\0\0".getBytes(StandardCharsets.US_ASCII);
        named.batch().setPayload(payload);
        named.batch().setSlice(FlowField.APPLICATION_NAME, 0, 2, 5);

        assertThat(keys(Dimension.APPLICATION, named))
                .extracting(TrafficKey::text)
                .containsExactly("web");
        assertThat(keys(Dimension.APPLICATION, named))
                .extracting(TrafficKey::first)
                .containsExactly(new TextHashes().of("web"));
        assertThat(keys(Dimension.APPLICATION, request())).containsExactly(key(0, 0, 0, 0));
    }

    @Test
    void autonomousSystemsCountAsSourceAndAsDestination() {
        assertThat(keys(Dimension.AS, request()))
                .containsExactlyInAnyOrder(
                        key(0, KeyBooking.AS_SOURCE, 0, 0),
                        new TrafficKey(64_500, KeyBooking.AS_DESTINATION, 0, 0, "Shipping"));
        assertThat(keys(Dimension.AS_PAIR, answer())).containsExactly(key(64_500, 0, 0, 0));
    }

    @Test
    void theCountryIsThatOfTheEndOutside() {
        assertThat(keys(Dimension.COUNTRY, request()))
                .extracting(country -> WayKey.countryOf(country.first()))
                .containsExactly("XA");
        assertThat(keys(Dimension.COUNTRY, answer())).isEqualTo(keys(Dimension.COUNTRY, request()));
    }

    @Test
    void theWayIsDirectionLocalityAndCountry() {
        assertThat(keys(Dimension.WAY, request()))
                .extracting(way -> WayKey.of(way.first()))
                .containsExactly(new WayKey(TrafficDirection.OUTBOUND, false, "XA"));
        assertThat(keys(Dimension.WAY, answer()))
                .extracting(way -> WayKey.of(way.first()).direction())
                .containsExactly(TrafficDirection.INBOUND);
    }

    @Test
    void headersAreKeysOfTheirOwn() {
        Flows flow = request().with(FlowField.TOS, 0xb8).with(FlowField.VLAN, 42);

        assertThat(keys(Dimension.DSCP, flow)).containsExactly(key(46, 0, 0, 0));
        assertThat(keys(Dimension.DSCP, answer()))
                .containsExactly(key(KeyBooking.NO_DSCP, 0, 0, 0));
        assertThat(keys(Dimension.VLAN, flow))
                .containsExactly(key(EXPORTER.high(), EXPORTER.low(), 42, 0));
        assertThat(keys(Dimension.TCP_FLAGS, flow)).containsExactly(key(Flows.SYN, 0, 0, 0));
    }

    @Test
    void sitesAndTenantsAreThoseOfBothEnds() {
        assertThat(keys(Dimension.SITE, request()))
                .containsExactly(
                        new TrafficKey(
                                new TextHashes().of("berlin"),
                                KeyBooking.AS_SOURCE,
                                0,
                                0,
                                "berlin"));
        assertThat(keys(Dimension.TENANT, answer()))
                .extracting(TrafficKey::text)
                .containsExactly("research");
    }

    @Test
    void hostsAreTheEndsByRoleAndByDirection() {
        assertThat(keys(Dimension.CLIENT, answer())).containsExactly(key(INSIDE));
        assertThat(keys(Dimension.SERVER, answer())).containsExactly(key(OUTSIDE));
        assertThat(keys(Dimension.SOURCE, answer())).containsExactly(key(OUTSIDE));
        assertThat(keys(Dimension.DESTINATION, answer())).containsExactly(key(INSIDE));
        assertThat(keys(Dimension.HOST, answer()))
                .containsExactlyInAnyOrder(key(INSIDE), key(OUTSIDE));
    }

    @Test
    void aConversationIsTheSameBothWays() {
        TrafficKey pair = key(INSIDE.high(), INSIDE.low(), OUTSIDE.high(), OUTSIDE.low());

        assertThat(keys(Dimension.CONVERSATION, request())).containsExactly(pair);
        assertThat(keys(Dimension.CONVERSATION, answer())).containsExactly(pair);
        assertThat(keys(Dimension.CLIENT_SERVER, request())).containsExactly(pair);
        assertThat(keys(Dimension.CLIENT_SERVER, answer())).containsExactly(pair);
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void aFlowThatSaysNothingIsNoError(Dimension dimension) {
        Flows nothing = Flows.from("192.0.2.1", T).flow();

        assertThat(keys(dimension, nothing)).allMatch(key -> key.text() == null);
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void addsFlowsOfKnownKeysWithoutAnObject(Dimension dimension) {
        BookedFlows booked = book(request());
        DimensionSums sums = new DimensionSums(TestSeries.rollup(dimension), parts -> {});
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 2_000; i++) {
            sums.add(booked);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 2_000; i++) {
            sums.add(booked);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void isKnownByItsCode(Dimension dimension) {
        assertThat(Dimension.ofCode(dimension.code())).isSameAs(dimension);
        assertThat(dimension.keyLength()).isBetween(1, 4);
    }

    @Test
    void aCodeOfANewerBuildIsRefused() {
        assertThatThrownBy(() -> Dimension.ofCode(127)).hasMessageContaining("newer build");
        assertThat(Stream.of(Dimension.values()).map(Dimension::code)).doesNotHaveDuplicates();
    }

    private static Flows request() {
        return Flows.from("192.0.2.1", T)
                .flow()
                .source(INSIDE)
                .destination(OUTSIDE)
                .with(FlowField.SOURCE_PORT, 50_000)
                .tcp(Flows.SYN, HTTPS)
                .with(FlowField.INPUT_INTERFACE, 7)
                .with(FlowField.OUTPUT_INTERFACE, 8)
                .bytes(100)
                .time(T, T);
    }

    private static Flows answer() {
        return Flows.from("192.0.2.1", T)
                .flow()
                .source(OUTSIDE)
                .destination(INSIDE)
                .with(FlowField.SOURCE_PORT, HTTPS)
                .tcp(Flows.SYN | Flows.ACK, 50_000)
                .bytes(900)
                .time(T, T);
    }

    private BookedFlows book(Flows flows) {
        BookedFlows booked =
                new BookedFlows(
                        new Windows(Duration.ofMinutes(1), Duration.ofMinutes(2)), Spread.EVEN);
        booked.book(enricher.enrich(flows.batch()), T);
        return booked;
    }

    private List<TrafficKey> keys(Dimension dimension, Flows flows) {
        List<TrafficKey> keys = new ArrayList<>();
        DimensionSums sums =
                new DimensionSums(
                        TestSeries.rollup(dimension),
                        parts -> {
                            TotalsTable table = new TotalsTable(dimension.keyLength());
                            table.add(parts, new Room(100, null), new RowFinder());
                            for (int row = 0; row < table.size(); row++) {
                                keys.add(table.key(row));
                            }
                        });
        sums.add(book(flows));
        sums.flush();
        return keys;
    }

    private static TrafficKey key(IpAddress address) {
        return key(address.high(), address.low(), 0, 0);
    }

    private static TrafficKey key(long first, long second, long third, long fourth) {
        return new TrafficKey(first, second, third, fourth, null);
    }
}
