package io.weir.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class JobCountersTest {

    private static final String NAME = "flows";

    private final JobCounters counters = new JobCounters();

    @Test
    void sumsOverSubtasks() {
        add(3, LabelledGroup.ofOperator("decode"));
        Counter second = add(4, LabelledGroup.ofOperator("decode"));
        assertThat(counters.sum(NAME)).isEqualTo(7);
        second.inc(10);
        assertThat(counters.sum(NAME)).isEqualTo(17);
        assertThat(counters.sum("other")).isZero();
    }

    @Test
    void keepsWhatSubtasksCountedBeforeTheyWereClosed() {
        Counter first = add(3, LabelledGroup.ofOperator("decode"));
        counters.removed(first, NAME, LabelledGroup.ofOperator("decode"));
        Counter restarted = add(4, LabelledGroup.ofOperator("decode"));
        first.inc(100);
        assertThat(counters.sum(NAME)).isEqualTo(7);
        counters.removed(restarted, NAME, LabelledGroup.ofOperator("decode"));
        assertThat(counters.sum(NAME)).isEqualTo(7);
        assertThat(counters.sum(NAME, "decode")).isEqualTo(7);
    }

    @Test
    void takesTheValueOfGauges() {
        add(() -> 5L);
        add(() -> 6);
        assertThat(counters.sum(NAME)).isEqualTo(11);
    }

    @Test
    void countsOneMetricUnderEachOfItsNames() {
        Gauge<Long> gauge = () -> 5L;
        LabelledGroup group = LabelledGroup.ofOperator("decode");
        counters.added(gauge, NAME, group);
        counters.added(gauge, "pending", group);
        assertThat(counters.sum(NAME)).isEqualTo(5);
        assertThat(counters.sum("pending")).isEqualTo(5);
        counters.removed(gauge, NAME, group);
        counters.removed(gauge, "pending", group);
        assertThat(counters.sum(NAME)).isEqualTo(5);
    }

    @Test
    void takesGaugesWithoutNumberForNothing() {
        add(() -> -1L);
        add(() -> "text");
        add(() -> null);
        assertThat(counters.sum(NAME)).isZero();
    }

    @Test
    void countsPartsUnderLabelsOnlyWhereTheyAreAskedFor() {
        add(5, LabelledGroup.ofOperator("decode"));
        add(2, LabelledGroup.ofReason("truncated"));
        add(3, LabelledGroup.ofReason("too-short"));
        add(5, new LabelledGroup(Map.of("<exporter>", "192.0.2.1")));
        add(5, new LabelledGroup(Map.of("<listener>", "netflow")));

        assertThat(counters.sum(NAME)).isEqualTo(5);
        assertThat(counters.sum(NAME, "decode")).isEqualTo(5);
        assertThat(counters.sumForReason(NAME, "truncated")).isEqualTo(2);
        assertThat(counters.sumForReason(NAME, "too-short")).isEqualTo(3);
        assertThat(counters.sumForReason(NAME, "unheard-of")).isZero();
        assertThat(counters.sumForExporter(NAME, "192.0.2.1")).isEqualTo(5);
    }

    @Test
    void tellsOperatorsApartByTheStartOfTheirName() {
        add(1, LabelledGroup.ofOperator("flows to Elasticsearch: Writer"));
        add(2, LabelledGroup.ofOperator("alerts to Elasticsearch: Writer"));
        add(4, new LabelledGroup(Map.of()));

        assertThat(counters.sum(NAME, "flows to Elasticsearch")).isEqualTo(1);
        assertThat(counters.sum(NAME, "alerts to Elasticsearch")).isEqualTo(2);
        assertThat(counters.sum(NAME)).isEqualTo(7);
    }

    @Test
    void leavesOutMetricsThatAreNoNumbers() {
        Meter meter = new MeterView(60);
        counters.added(meter, NAME, LabelledGroup.ofOperator("decode"));
        counters.removed(meter, NAME, LabelledGroup.ofOperator("decode"));
        assertThat(counters.sum(NAME)).isZero();
    }

    private Counter add(long count, LabelledGroup group) {
        Counter counter = new SimpleCounter();
        counter.inc(count);
        counters.added(counter, NAME, group);
        return counter;
    }

    private void add(Gauge<?> gauge) {
        counters.added(gauge, NAME, LabelledGroup.ofOperator("decode"));
    }
}
