package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sums that follow from finer ones are those that flows are booked under directly. */
class WindowSumsTest {

    private static final long T = 1_700_000_040_000L;
    private static final long MINUTE = 60_000;
    private static final int BATCHES = 2_000;
    private static final int ROWS = 30;
    private static final Duration HORIZON = Duration.ofMinutes(2);

    private Enricher enricher;

    @BeforeEach
    void open() throws IOException {
        enricher = Enricher.open(EnrichmentOptions.NONE);
    }

    @AfterEach
    void close() {
        enricher.close();
    }

    @Test
    void conversationsThatFollowFromClientsAndServersAreThoseOfTheFlows() {
        ReceivedParts direct = sum(50, TestSeries.top(Dimension.CONVERSATION, 1_000));
        ReceivedParts derived =
                sum(
                        50,
                        TestSeries.top(Dimension.CONVERSATION, 1_000),
                        TestSeries.top(Dimension.CLIENT_SERVER, 1_000));

        assertThat(direct.sums(Dimension.CONVERSATION)).hasSizeGreaterThan(1_000);
        assertThat(derived.sums(Dimension.CONVERSATION))
                .isEqualTo(direct.sums(Dimension.CONVERSATION));
        assertThat(derived.sums(Dimension.CLIENT_SERVER))
                .isNotEmpty()
                .isNotEqualTo(derived.sums(Dimension.CONVERSATION));
    }

    @Test
    void whatIsForgottenOfClientsAndServersIsAccountedForInConversations() {
        ReceivedParts exact = sum(5_000, TestSeries.top(Dimension.CONVERSATION, Series.ALL_KEYS));
        ReceivedParts derived =
                sum(
                        5_000,
                        TestSeries.top(Dimension.CLIENT_SERVER, 1_000),
                        TestSeries.top(Dimension.CONVERSATION, 1_000));

        Map<ReceivedParts.Key, Traffic> sent = exact.sums(Dimension.CONVERSATION);
        Map<ReceivedParts.Key, Traffic> got = derived.sums(Dimension.CONVERSATION);
        long missed = derived.missed(Dimension.CONVERSATION);
        assertThat(missed).isPositive();
        assertThat(got).hasSizeLessThan(sent.size());
        assertThat(total(got).plus(derived.remainder(Dimension.CONVERSATION)))
                .isEqualTo(total(sent));
        sent.forEach(
                (key, traffic) ->
                        assertThat(got.getOrDefault(key, Traffic.NONE).bytes())
                                .isBetween(traffic.bytes() - missed, traffic.bytes()));
    }

    @Test
    void conversationsThatAreToBeExactDoNotFollowFromPairsThatMayBeForgotten() {
        ReceivedParts exact = sum(5_000, TestSeries.top(Dimension.CONVERSATION, Series.ALL_KEYS));
        ReceivedParts both =
                sum(
                        5_000,
                        TestSeries.top(Dimension.CLIENT_SERVER, 1_000),
                        TestSeries.top(Dimension.CONVERSATION, Series.ALL_KEYS));

        assertThat(both.missed(Dimension.CLIENT_SERVER)).isPositive();
        assertThat(both.missed(Dimension.CONVERSATION)).isZero();
        assertThat(both.sums(Dimension.CONVERSATION)).isEqualTo(exact.sums(Dimension.CONVERSATION));
    }

    /** The same flows each time; of half of them it is not known which end is the client. */
    private ReceivedParts sum(int hosts, Series... series) {
        ReceivedParts received = new ReceivedParts();
        WindowSums sums = new WindowSums(Arrays.asList(series), HORIZON, received::add);
        Random random = new Random(7);
        for (int batch = 0; batch < BATCHES; batch++) {
            sums.add(enricher.enrich(batch(random, hosts).batch()), T);
        }
        sums.flush();
        return received;
    }

    private static Flows batch(Random random, int hosts) {
        Flows flows = Flows.from("192.0.2.1", T);
        for (int row = 0; row < ROWS; row++) {
            IpAddress one = IpAddress.ofIpv4(0x0a00_0000L + random.nextInt(hosts));
            IpAddress other = IpAddress.ofIpv4(0x0a00_0000L + random.nextInt(hosts));
            flows.flow().source(one).destination(other).bytes(1 + random.nextInt(100_000));
            flows.packets(1 + random.nextInt(9)).time(T - random.nextInt((int) MINUTE), T);
            if (random.nextBoolean()) {
                boolean isAnswer = random.nextBoolean();
                flows.with(FlowField.PROTOCOL, 6);
                flows.with(FlowField.SOURCE_PORT, isAnswer ? 443 : 50_000);
                flows.with(FlowField.DESTINATION_PORT, isAnswer ? 50_000 : 443);
            } else {
                flows.with(FlowField.PROTOCOL, 47);
            }
        }
        return flows;
    }

    private static Traffic total(Map<ReceivedParts.Key, Traffic> sums) {
        return sums.values().stream().reduce(Traffic.NONE, Traffic::plus);
    }
}
