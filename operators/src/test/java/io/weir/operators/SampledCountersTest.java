package io.weir.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampledCountersTest {

    @ParameterizedTest
    @CsvSource({
        "100, 1, 100",
        "100, 1000, 100000",
        "100, 0, 100",
        "100, -1, 100",
        "0, 1000, 0",
        "9223372036854775807, 1, 9223372036854775807",
        "9223372036854775807, 2, 9223372036854775807",
        "4611686018427387904, 2, 9223372036854775807",
        "4611686018427387903, 2, 9223372036854775806",
        "6148914691236517206, 3, 9223372036854775807",
        // All 64 bits set: an unsigned counter that a signed number does not hold.
        "-1, 1, 9223372036854775807"
    })
    void multipliesByTheIntervalUpToTheLargestNumber(long counter, long interval, long expected) {
        FlowBatch batch =
                Flows.receivedAt(0)
                        .flow()
                        .bytes(counter)
                        .packets(counter)
                        .with(FlowField.SAMPLING_INTERVAL, interval)
                        .batch();

        assertThat(SampledCounters.bytes(batch, 0)).isEqualTo(expected);
        assertThat(SampledCounters.packets(batch, 0)).isEqualTo(expected);
    }

    @Test
    void scalesBothDirectionsAlike() {
        // D9: the predecessor scaled the sum and left the sides as exported.
        FlowBatch batch =
                Flows.receivedAt(0)
                        .flow()
                        .bytes(100)
                        .packets(2)
                        .with(FlowField.REVERSE_BYTES, 40)
                        .with(FlowField.REVERSE_PACKETS, 1)
                        .with(FlowField.SAMPLING_INTERVAL, 10)
                        .batch();

        assertThat(SampledCounters.bytes(batch, 0)).isEqualTo(1_000);
        assertThat(SampledCounters.packets(batch, 0)).isEqualTo(20);
        assertThat(SampledCounters.reverseBytes(batch, 0)).isEqualTo(400);
        assertThat(SampledCounters.reversePackets(batch, 0)).isEqualTo(10);
        assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(100);
    }

    @Test
    void hasNoWayBackWhereNoneWasExported() {
        // D10: the predecessor's correction made a zero of it.
        FlowBatch batch =
                Flows.receivedAt(0).flow().bytes(1).with(FlowField.SAMPLING_INTERVAL, 10).batch();

        assertThat(SampledCounters.hasReverseBytes(batch, 0)).isFalse();
        assertThat(SampledCounters.hasReversePackets(batch, 0)).isFalse();
    }

    @Test
    void takesAFlowWithoutCountersAsEmpty() {
        FlowBatch batch = Flows.receivedAt(0).flow().batch();

        assertThat(SampledCounters.bytes(batch, 0)).isZero();
        assertThat(SampledCounters.packets(batch, 0)).isZero();
        assertThat(SampledCounters.interval(batch, 0)).isEqualTo(1);
    }
}
