package io.weir.operators;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.EnrichedFlowsSerializer;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** An operator behind the enrichment, which here has no files and no resolver. */
public final class EnrichedHarness<O> extends OneInputStreamOperatorTestHarness<EnrichedFlows, O> {

    private final Enricher enricher;

    EnrichedHarness(OneInputStreamOperator<EnrichedFlows, O> operator, MockEnvironment environment)
            throws Exception {
        super(operator, EnrichedFlowsSerializer.INSTANCE, environment);
        enricher = Enricher.open(EnrichmentOptions.NONE);
    }

    public void processElement(FlowBatch batch, long timestamp) throws Exception {
        processElement(enricher.enrich(batch), timestamp);
    }

    @Override
    public void close() throws Exception {
        super.close();
        enricher.close();
    }
}
