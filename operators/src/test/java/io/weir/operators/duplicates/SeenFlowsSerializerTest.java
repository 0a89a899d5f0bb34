package io.weir.operators.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.Flows;
import io.weir.operators.types.SerializerContract;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenFlowsSerializerTest {

    @Test
    void keepsTheContract() {
        SerializerContract.check(
                SeenFlowsSerializer.INSTANCE, seen(1_000), SeenFlowsSerializerTest::content);
        SerializerContract.check(
                SeenFlowsSerializer.INSTANCE, new SeenFlows(), SeenFlowsSerializerTest::content);
    }

    @Test
    void aCopySharesNothing() {
        SeenFlows seen = seen(10);
        SeenFlows copy = SeenFlowsSerializer.INSTANCE.copy(seen);
        List<Object> before = content(copy);

        seen.setSweepDue(99);
        add(seen, 11);
        seen.find(key(3));
        seen.setTime(1, 1);
        seen.list(seen.points().numberOf(0, 77, 0));

        assertThat(content(copy)).isEqualTo(before);
    }

    /** What is in savepoints stays readable: these bytes are of version 1. */
    @Test
    void readsVersion1() {
        String version1 =
                "01"
                        + "0000000000000005" // when a sweep is due
                        + "00000001" // points
                        + "0000000000000000"
                        + "0000ffffc0000201"
                        + "0000000000040001"
                        + "00000010" // slots
                        + "00000001" // ways
                        + "0000019c4001bb06"
                        + "0000000000000000"
                        + "0000ffff0a000001"
                        + "0000000000000000"
                        + "0000ffff0a000002"
                        + "0000000000000064"
                        + "00000000000000c8"
                        + "000000000000012c"
                        + "0000000000000001"
                        + "0000000000000000";

        SeenFlows seen =
                SerializerContract.value(
                        SeenFlowsSerializer.INSTANCE, HexFormat.of().parseHex(version1));

        assertThat(seen.sweepDueMillis()).isEqualTo(5);
        assertThat(seen.size()).isOne();
        assertThat(seen.find(key(0))).isTrue();
        assertThat(seen.from()).isEqualTo(100);
        assertThat(seen.until()).isEqualTo(200);
        assertThat(seen.receivedMillis()).isEqualTo(300);
        ObservationPoint point = seen.points().point(seen.point(0));
        assertThat(point.exporter()).isEqualTo(Flows.address("192.0.2.1"));
        assertThat(point.domain()).isOne();
        assertThat(point.isIngress()).isTrue();
    }

    private static SeenFlows seen(int count) {
        SeenFlows seen = new SeenFlows();
        seen.setSweepDue(12);
        for (int number = 0; number < count; number++) {
            add(seen, number);
            seen.list(seen.points().numberOf(0, number / 100, 1));
        }
        return seen;
    }

    private static void add(SeenFlows seen, int number) {
        FlowKey key = key(number);
        assertThat(seen.find(key)).isFalse();
        int point = seen.points().numberOf(0, number / 100, 0);
        seen.add(key, number, 2L * number, 3L * number, point);
    }

    private static FlowKey key(int number) {
        Flows flow =
                Flows.receivedAt(0)
                        .flow()
                        .source("10.0.0.1")
                        .destination("10.0.0.2")
                        .tcp(0, 443)
                        .with(FlowField.SOURCE_PORT, 40_000 + number);
        FlowKey key = new FlowKey();
        assertThat(key.set(flow.batch(), 0, FlowDirection.FORWARD)).isTrue();
        return key;
    }

    private static List<Object> content(SeenFlows seen) {
        List<Object> content = new ArrayList<>();
        content.add(seen.sweepDueMillis());
        content.add(seen.size());
        for (int number = 0; number < 1_100; number++) {
            if (seen.find(key(number))) {
                content.add(List.of(number, seen.from(), seen.until(), seen.receivedMillis()));
                for (int i = 0; i < seen.pointCount(); i++) {
                    content.add(seen.points().point(seen.point(i)));
                }
            }
        }
        return content;
    }
}
