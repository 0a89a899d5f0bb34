package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.enrich.ids.FlowIds;
import org.junit.jupiter.api.Test;

class FlowIdSampleTest {

    @Test
    void hasTheIdsOfTheFirstFlows() {
        FlowBatch batch = new FlowBatch();
        batch.append(2 * Finding.MAX_SAMPLES);
        FlowIdSample sample = new FlowIdSample(new FlowIds());
        for (int row = 0; row < batch.size(); row++) {
            sample.offer(batch, row);
        }

        FlowIds ids = new FlowIds();
        ids.record(batch, 1);
        assertThat(sample.ids()).hasSize(Finding.MAX_SAMPLES).doesNotHaveDuplicates();
        assertThat(sample.ids().get(1)).isEqualTo(FlowId.of(ids));
        assertThat(sample.ids().get(1).toString()).matches("[A-Za-z0-9_-]{22}");
    }
}
