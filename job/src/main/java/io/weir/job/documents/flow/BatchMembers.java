package io.weir.job.documents.flow;

import io.weir.job.documents.fields.ObjectPath;
import java.util.function.BiConsumer;

/** Members of an object that all flows of a batch share, encoded once for each batch. */
final class BatchMembers {

    private final ObjectPath object;
    private final BiConsumer<FlowView, FieldJson> fields;
    private final ObjectEncoder encoder = new ObjectEncoder();
    private long generation = -1;
    private byte[] members = {};

    /**
     * @param fields writes those of the object and of objects within it, of whichever flow
     */
    BatchMembers(ObjectPath object, BiConsumer<FlowView, FieldJson> fields) {
        this.object = object;
        this.fields = fields;
    }

    void write(FlowView flow, FieldJson json) {
        if (flow.generation() != generation) {
            generation = flow.generation();
            members = encoder.members(object, to -> fields.accept(flow, to));
        }
        json.putMembers(object, members);
    }
}
