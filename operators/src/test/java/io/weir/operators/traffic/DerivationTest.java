package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.enrich.AsOrder;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.enrich.dns.NameScope;
import io.weir.operators.enrich.geo.TestDatabases;
import io.weir.operators.enrich.names.NameFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sums that follow from finer ones are those that flows are booked under directly. */
class DerivationTest {

    private static final long T = 1_700_000_040_000L;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HORIZON = Duration.ofMinutes(2);
    private static final int BATCHES = 1_000;
    private static final int MANY = 100_000;
    private static final int ROWS = 30;
    private static final byte[] NAMES = "webmail".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path directory;
    private Enricher enricher;

    @BeforeEach
    void open() throws IOException {
        Path asn = directory.resolve("asn.mmdb");
        TestDatabases.asn("Shipping").write(asn);
        Path interfaces =
                Files.writeString(
                        directory.resolve("interfaces.yml"),
                        "192.0.2.1/1: uplink\n192.0.2.1/2: lan\n192.0.2.2/1: wan\n");
        enricher =
                Enricher.open(
                        new EnrichmentOptions(
                                null,
                                asn.toString(),
                                AsOrder.EXPORTER_FIRST,
                                64,
                                null,
                                List.of(),
                                EnrichmentOptions.NONE.threats(),
                                new NameFiles(null, interfaces.toString(), null, null, null, null),
                                NameScope.OFF,
                                EnrichmentOptions.NONE.dns()));
    }

    @AfterEach
    void close() {
        enricher.close();
    }

    @ParameterizedTest
    @EnumSource(Derivation.class)
    void whatFollowsFromFinerSumsIsWhatFlowsAreBookedUnder(Derivation derivation) {
        Dimension coarser = derivation.coarser();
        ReceivedParts direct = sum(50, BATCHES, TestSeries.rollup(coarser));
        ReceivedParts derived = sum(50, BATCHES, withFiner(derivation));

        assertThat(direct.sums(coarser)).isNotEmpty();
        assertThat(derived.sums(coarser)).isEqualTo(direct.sums(coarser));
        assertThat(derived.texts(coarser)).isEqualTo(direct.texts(coarser));
        assertThat(direct.texts(coarser).isEmpty()).isEqualTo(!coarser.hasTexts());
    }

    @ParameterizedTest
    @EnumSource(Derivation.class)
    void whatFollowsFromMoreFinerSumsThanThereIsRoomForIsWhatFlowsAreBookedUnder(
            Derivation derivation) {
        Dimension coarser = derivation.coarser();
        ReceivedParts direct = sum(MANY, BATCHES, TestSeries.rollup(coarser));
        ReceivedParts derived = sum(MANY, BATCHES, withFiner(derivation));

        assertThat(derived.sums(coarser)).isEqualTo(direct.sums(coarser));
        assertThat(derived.texts(coarser)).isEqualTo(direct.texts(coarser));
    }

    @Test
    void systemsThatFollowFromPairsThatAreForgottenAreNotForgotten() {
        Series pairs = TestSeries.top(Dimension.AS_PAIR, 1_000);
        ReceivedParts direct = sum(MANY, 6_000, TestSeries.rollup(Dimension.AS));
        ReceivedParts derived = sum(MANY, 6_000, TestSeries.rollup(Dimension.AS), pairs);

        assertThat(derived.missed(Dimension.AS_PAIR)).isPositive();
        assertThat(derived.missed(Dimension.AS)).isZero();
        assertThat(derived.sums(Dimension.AS)).isEqualTo(direct.sums(Dimension.AS));
    }

    /** All that follow from the same, and that. */
    private static Series[] withFiner(Derivation derivation) {
        Stream<Dimension> coarser =
                Stream.of(Derivation.values())
                        .filter(one -> one.finer() == derivation.finer())
                        .map(Derivation::coarser);
        Stream<Dimension> finer =
                derivation.finer() instanceof Dimension one ? Stream.of(one) : Stream.of();
        return Stream.concat(coarser, finer).map(TestSeries::rollup).toArray(Series[]::new);
    }

    /**
     * Sums up the same flows each time.
     *
     * @param kinds how many different values flows have, about
     */
    private ReceivedParts sum(int kinds, int batches, Series... series) {
        ReceivedParts received = new ReceivedParts();
        WindowSums sums = new WindowSums(List.of(series), HORIZON, received::add);
        Random random = new Random(7);
        for (int batch = 0; batch < batches; batch++) {
            sums.add(enricher.enrich(batch(random, kinds)), T);
        }
        sums.flush();
        return received;
    }

    private static FlowBatch batch(Random random, int kinds) {
        Flows flows = Flows.from("192.0.2." + (1 + random.nextInt(3)), T);
        flows.batch().setPayload(NAMES);
        for (int row = 0; row < ROWS; row++) {
            flows.flow().source(address(random, kinds)).destination(address(random, kinds));
            flows.bytes(1 + random.nextInt(100_000)).packets(1 + random.nextInt(9));
            flows.time(T - random.nextInt((int) MINUTE.toMillis()), T);
            if (random.nextBoolean()) {
                flows.with(FlowField.PROTOCOL, 6);
                flows.with(FlowField.SOURCE_PORT, 50_000 + random.nextInt(10_000));
                flows.with(FlowField.DESTINATION_PORT, 1 + random.nextInt(Math.min(kinds, 30_000)));
                flows.with(FlowField.INPUT_INTERFACE, 1 + random.nextInt(kinds));
                flows.with(FlowField.SOURCE_AS, 1 + random.nextInt(kinds));
            }
            if (random.nextBoolean()) {
                flows.with(FlowField.OUTPUT_INTERFACE, 1 + random.nextInt(kinds));
                flows.with(FlowField.DESTINATION_AS, 1 + random.nextInt(kinds));
                flows.with(FlowField.REVERSE_BYTES, random.nextInt(2));
            }
            int nameLength = random.nextInt(NAMES.length + 1);
            flows.batch().setSlice(FlowField.APPLICATION_NAME, row, 0, nameLength);
        }
        return flows.batch();
    }

    /** Half of them are in a network whose autonomous system has a name. */
    private static IpAddress address(Random random, int kinds) {
        int number = random.nextInt(kinds);
        return IpAddress.ofIpv4(
                number % 2 == 0 ? 0x0a00_0000L + number : 0xc633_6400L + number % 100);
    }
}
