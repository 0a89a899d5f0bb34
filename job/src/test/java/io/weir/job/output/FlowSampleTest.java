package io.weir.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.Flows;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowSampleTest {

    private static final int CONVERSATIONS = 20_000;

    private final Counter leftOut = new SimpleCounter();
    private final MetricGroup metrics =
            new UnregisteredMetricsGroup() {
                @Override
                public Counter counter(String name) {
                    return name.equals(FlowSample.FLOWS_LEFT_OUT) ? leftOut : new SimpleCounter();
                }
            };

    @Test
    void takesEverythingAsOneInOne() {
        assertThat(taken(1)).hasSize(CONVERSATIONS);
        assertThat(leftOut.getCount()).isZero();
    }

    /** Within four standard deviations, which one of ten thousand seeds would not be. */
    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100, 1_000})
    void takesAboutOneInSoManyAndCountsTheOthers(int oneIn) {
        int count = taken(oneIn).size();

        double expected = (double) CONVERSATIONS / oneIn;
        assertThat((double) count)
                .isBetween(expected - 4 * Math.sqrt(expected), expected + 4 * Math.sqrt(expected));
        assertThat(leftOut.getCount()).isEqualTo(CONVERSATIONS - count);
    }

    @Test
    void takesTheSameEachTimeAndInEachSink() {
        assertThat(taken(10)).isEqualTo(taken(10));
        assertThat(taken(10)).containsAll(taken(100));
    }

    @Test
    void keepsBothDirectionsAndAllExportersTogether() {
        FlowSample sample = new FlowSample(7, metrics);
        for (int i = 0; i < CONVERSATIONS; i++) {
            boolean there = sample.takes(conversation(ExportProtocol.IPFIX, i).batch(), 0);
            assertThat(sample.takes(answer(i), 0)).isEqualTo(there);
        }
    }

    /** They are a part of no conversation, and must not be taken or left out all together. */
    @Test
    void choosesFlowsWithoutAddressesByTheirRecord() {
        FlowSample sample = new FlowSample(2, metrics);
        int taken = 0;
        for (int i = 0; i < CONVERSATIONS; i++) {
            FlowBatch batch =
                    Flows.of(ExportProtocol.IPFIX, 1, i).with(FlowField.SOURCE_PORT, i).batch();
            taken += sample.takes(batch, 0) ? 1 : 0;
        }
        assertThat(taken).isBetween(CONVERSATIONS * 2 / 5, CONVERSATIONS * 3 / 5);
    }

    @Test
    void allocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        FlowSample sample = new FlowSample(10, metrics);
        FlowBatch batch = conversation(ExportProtocol.IPFIX, 1).batch();
        for (int i = 0; i < 20_000; i++) {
            sample.takes(batch, 0);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            sample.takes(batch, 0);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    private List<Integer> taken(int oneIn) {
        FlowSample sample = new FlowSample(oneIn, metrics);
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            if (sample.takes(conversation(ExportProtocol.IPFIX, i).batch(), 0)) {
                taken.add(i);
            }
        }
        return taken;
    }

    private static Flows conversation(ExportProtocol protocol, int i) {
        return Flows.of(protocol, 1, i)
                .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                .with(FlowField.DESTINATION_ADDRESS, "2001:db8::1")
                .with(FlowField.SOURCE_PORT, 1_024 + i)
                .with(FlowField.DESTINATION_PORT, 443)
                .with(FlowField.PROTOCOL, 6);
    }

    private static FlowBatch answer(int i) {
        return Flows.of(ExportProtocol.NETFLOW_V9, 2, i)
                .with(FlowField.SOURCE_ADDRESS, "2001:db8::1")
                .with(FlowField.DESTINATION_ADDRESS, "10.1.2.3")
                .with(FlowField.SOURCE_PORT, 443)
                .with(FlowField.DESTINATION_PORT, 1_024 + i)
                .with(FlowField.PROTOCOL, 6)
                .batch();
    }
}
