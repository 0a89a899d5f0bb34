package io.weir.operators.duplicates;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.FlowDirection;
import java.io.Serializable;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Conversations by hash in a fixed number of buckets, each with a Flink key of its own.
 *
 * <p>Keys are such that buckets are spread evenly over the key groups, and so over the subtasks,
 * which do all that comes after for the flows in them. The number of key groups never changes for a
 * job that has state, and no more do the keys.
 */
final class Buckets implements Serializable {

    static final int BITS = 6;

    /** The number of buckets. It does not depend on the parallelism, so state can be rescaled. */
    static final int COUNT = 1 << BITS;

    private static final long serialVersionUID = 1L;
    private static final int MASK = COUNT - 1;

    private final int maxParallelism;
    private final int[] keys = new int[COUNT];

    /**
     * @param maxParallelism the number of key groups
     * @throws IllegalArgumentException if that is not set
     */
    Buckets(int maxParallelism) {
        if (maxParallelism < 1) {
            throw new IllegalArgumentException(
                    "The maximum parallelism is not set, which keys of buckets are chosen by.");
        }
        this.maxParallelism = maxParallelism;
        for (int bucket = 0; bucket < COUNT; bucket++) {
            int group = bucket * maxParallelism / COUNT;
            int key = bucket;
            while (KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism) != group) {
                key += COUNT;
            }
            keys[bucket] = key;
        }
    }

    /** The key of a bucket; the bucket is in its lower bits. */
    int key(int bucket) {
        return keys[bucket];
    }

    /** The bucket that has a key. */
    static int ofKey(int key) {
        return key & MASK;
    }

    /** Which of so many subtasks has the state of a bucket. */
    int subtask(int bucket, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                keys[bucket], maxParallelism, parallelism);
    }

    /** The bucket for flows that cannot be compared: one for those of a datagram. */
    static int ofOthers(FlowBatch batch) {
        return (int) batch.sequence() & MASK;
    }

    /**
     * Says to which subtask a batch goes whose flows all belong there: by the first that can be
     * compared.
     */
    KeySelector<FlowBatch, Integer> selector() {
        return new Selector(this);
    }

    private static final class Selector implements KeySelector<FlowBatch, Integer> {

        private static final long serialVersionUID = 1L;

        private final Buckets buckets;
        private transient FlowKey key;

        Selector(Buckets buckets) {
            this.buckets = buckets;
        }

        @Override
        public Integer getKey(FlowBatch batch) {
            if (key == null) {
                key = new FlowKey();
            }
            for (int row = 0; row < batch.size(); row++) {
                if (key.set(batch, row, FlowDirection.FORWARD)) {
                    return buckets.key(key.bucket());
                }
            }
            return buckets.key(ofOthers(batch));
        }
    }
}
