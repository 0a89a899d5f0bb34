package io.weir.job.output;

import io.weir.codec.flow.FlowBatch;
import io.weir.job.elasticsearch.bulk.DocumentCollector;
import java.io.Serializable;

/** What the id of a flow's document is. */
interface FlowIdentity extends Serializable {

    /** Called once where the flows are. */
    default void open() {}

    /** Hands the document on under its id. */
    void add(
            String index,
            FlowBatch batch,
            int row,
            byte[] json,
            int length,
            DocumentCollector collector);
}
