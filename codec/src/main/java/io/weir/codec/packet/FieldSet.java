package io.weir.codec.packet;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** Fields that a row loses together: the masks of its presence bits. */
final class FieldSet {

    private final long[] masks = new long[FlowBatch.PRESENCE_WORDS];

    private FieldSet() {}

    static FieldSet of(FlowField... fields) {
        FieldSet set = new FieldSet();
        for (FlowField field : fields) {
            set.masks[field.index() / Long.SIZE] |= 1L << field.index();
        }
        return set;
    }

    void removeFrom(FlowBatch batch, int row) {
        for (int word = 0; word < masks.length; word++) {
            batch.presence(word)[row] &= ~masks[word];
        }
    }
}
