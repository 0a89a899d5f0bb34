package io.weir.operators.detect;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * When an operator began to learn what is usual: with the first it was given, ever. After a restart
 * the earliest of all its subtasks counts.
 */
final class LearningStart {

    private final ListState<Long> state;
    private long millis = Long.MAX_VALUE;

    LearningStart(OperatorStateStore store) throws Exception {
        state =
                store.getUnionListState(
                        new ListStateDescriptor<>("learning-since", LongSerializer.INSTANCE));
        for (long since : state.get()) {
            see(since);
        }
    }

    /** Takes the time of something to learn from. */
    void see(long seenMillis) {
        millis = Math.min(millis, seenMillis);
    }

    /** The earliest time seen; {@link Long#MAX_VALUE} if there is none. */
    long millis() {
        return millis;
    }

    void snapshot() throws Exception {
        state.update(millis == Long.MAX_VALUE ? List.of() : List.of(millis));
    }
}
