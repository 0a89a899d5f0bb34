package io.weir.codec.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlowRateLimitTest {

    private static final long NOW = 1_767_322_800_000L;
    private static final int FLOWS_PER_DATAGRAM = 30;
    private static final int LIMIT = 1_000;

    private final FlowBatch batch = new FlowBatch();
    private long dropped;
    private final FlowRateLimit limit = new FlowRateLimit(LIMIT, flows -> dropped += flows);

    /** How many flows come in each millisecond of a second: at most 20 times the limit in all. */
    private enum Arrival {
        EVENLY,
        IN_THE_FIRST_TENTH,
        IN_THE_LAST_TENTH,
        IN_ONE_MILLISECOND;

        int flows(int millis) {
            return switch (this) {
                case EVENLY -> millis % 3 == 0 ? 2 * FLOWS_PER_DATAGRAM : 0;
                case IN_THE_FIRST_TENTH -> millis < 100 ? 200 : 0;
                case IN_THE_LAST_TENTH -> millis >= 900 ? 200 : 0;
                case IN_ONE_MILLISECOND -> millis == 500 ? 20_000 : 0;
            };
        }
    }

    private void fill(int flows, long receivedMillis) {
        batch.clear();
        batch.setHeader(ExportProtocol.IPFIX, 1, 0, NOW);
        batch.setOrigin(0, 1, 1, receivedMillis);
        batch.append(flows);
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheLimitAndConservesSums(Arrival arrival) {
        Random random = new Random(1);
        long sent = 0;
        long estimated = 0;
        long sentFlows = 0;
        long estimatedFlows = 0;
        for (long second = 0; second < 60; second++) {
            int kept = 0;
            for (int millis = 0; millis < 1_000; millis++) {
                int flows = arrival.flows(millis);
                for (int left = flows; left > 0; left -= FLOWS_PER_DATAGRAM) {
                    int size = Math.min(left, FLOWS_PER_DATAGRAM);
                    fill(size, NOW + second * 1_000L + millis);
                    for (int row = 0; row < size; row++) {
                        long bytes = 40L + random.nextInt(3_000);
                        batch.set(FlowField.BYTES, row, bytes);
                        sent += bytes;
                    }
                    sentFlows += size;
                    limit.apply(batch);
                    kept += batch.size();
                    for (int row = 0; row < batch.size(); row++) {
                        long interval = batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1);
                        estimated += batch.get(FlowField.BYTES, row) * interval;
                        estimatedFlows += interval;
                    }
                }
            }
            // A second may begin with what one before it left of its stretch.
            assertThat(kept).isLessThanOrEqualTo(LIMIT + 20);
            if (second > 0) {
                // Where all come at once, more are expected than do.
                assertThat(kept).isGreaterThan(LIMIT / 5);
            }
        }
        // Bytes of flows vary by 57 %: of some 50,000 kept, the sum varies by 0.3 % and more, as
        // those of busy moments stand for more.
        assertThat(estimated).isCloseTo(sent, withinPercentage(2.0));
        assertThat(estimatedFlows).isCloseTo(sentFlows, withinPercentage(0.5));
        assertThat(dropped).isPositive();
    }

    @Test
    void touchesNothingBelowTheLimit() {
        for (long millis = 0; millis < 10_000; millis += 50) {
            fill(FLOWS_PER_DATAGRAM, NOW + millis);
            limit.apply(batch);

            assertThat(batch.size()).isEqualTo(FLOWS_PER_DATAGRAM);
            assertThat(batch.has(FlowField.SAMPLING_INTERVAL, 0)).isFalse();
        }
        assertThat(dropped).isZero();
    }

    @Test
    void hasNoLimitWhereNoneIsSet() {
        fill(100_000, NOW);
        new FlowRateLimit(0, flows -> dropped += flows).apply(batch);

        assertThat(batch.size()).isEqualTo(100_000);
        assertThat(dropped).isZero();
    }

    @Test
    void multipliesTheIntervalThatAFlowHas() {
        for (int i = 0; i < 100; i++) {
            fill(1_000, NOW + i);
            for (int row = 0; row < 1_000; row++) {
                batch.set(FlowField.SAMPLING_INTERVAL, row, 100);
            }
            limit.apply(batch);
        }
        fill(100_000, NOW + 101);
        for (int row = 0; row < 100_000; row++) {
            batch.set(FlowField.SAMPLING_INTERVAL, row, 100);
        }
        limit.apply(batch);

        assertThat(batch.size()).isBetween(1, LIMIT);
        for (int row = 0; row < batch.size(); row++) {
            assertThat(batch.get(FlowField.SAMPLING_INTERVAL, row)).isGreaterThan(100);
            assertThat(batch.get(FlowField.SAMPLING_INTERVAL, row) % 100).isZero();
        }
    }

    @Property(tries = 200)
    void countsEveryFlow(@ForAll @LongRange(min = 1, max = 10_000) long most, @ForAll long seed) {
        Random random = new Random(seed);
        long[] out = new long[1];
        FlowRateLimit any = new FlowRateLimit(most, flows -> out[0] += flows);
        long sent = 0;
        long kept = 0;
        long now = NOW;
        for (int i = 0; i < 200; i++) {
            int flows = random.nextInt(200);
            fill(flows, now);
            for (int row = 0; row < flows; row++) {
                batch.set(FlowField.SAMPLING_INTERVAL, row, random.nextLong());
            }
            any.apply(batch);
            sent += flows;
            kept += batch.size();
            for (int row = 0; row < batch.size(); row++) {
                assertThat(batch.has(FlowField.SAMPLING_INTERVAL, row)).isTrue();
            }
            now += random.nextInt(100);
        }
        assertThat(kept + out[0]).isEqualTo(sent);
    }
}
