package io.weir.operators.duplicates;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.enrich.names.NameFiles;
import io.weir.operators.types.FlowBatchSerializer;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The two stages that let a flow of several observation points count once. */
public final class DuplicateSuppression {

    private DuplicateSuppression() {}

    /**
     * Adds the stages behind decoded flows, which they spread over all subtasks as well.
     *
     * @param names may say how exporters sample that do not say it themselves
     */
    public static DataStream<FlowBatch> attach(
            DataStream<FlowBatch> flows, DuplicateRules rules, NameFiles names) {
        Buckets buckets = new Buckets(flows.getExecutionEnvironment().getMaxParallelism());
        return flows.transform(
                        "split by conversation",
                        FlowBatchSerializer.TYPE,
                        new ConversationSplit(buckets))
                .uid("split-by-conversation")
                .keyBy(buckets.selector(), Types.INT)
                .transform(
                        "suppress duplicates",
                        FlowBatchSerializer.TYPE,
                        new DuplicateOperator(rules, names, buckets))
                .uid("suppress-duplicates");
    }
}
