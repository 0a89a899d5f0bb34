package io.weir.operators.exporters;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * Tells what this run of the job received from what an earlier one did and left in its queue: the
 * latter has receive times up to the checkpoint that this run started from.
 *
 * <p>State: the time of the checkpoint, one number per subtask.
 */
public final class ReceptionRun {

    private static final ListStateDescriptor<Long> SAVED_AT =
            new ListStateDescriptor<>("reception-saved-at", LongSerializer.INSTANCE);

    private final ListState<Long> state;
    private final long number;
    private final long savedAtMillis;

    private ReceptionRun(ListState<Long> state, long number, long savedAtMillis) {
        this.state = state;
        this.number = number;
        this.savedAtMillis = savedAtMillis;
    }

    /** The run that starts with this state. */
    public static ReceptionRun of(StateInitializationContext context) throws Exception {
        ListState<Long> state = context.getOperatorStateStore().getUnionListState(SAVED_AT);
        long savedAt = Long.MIN_VALUE;
        for (long millis : state.get()) {
            savedAt = Math.max(savedAt, millis);
        }
        long number = context.isRestored() ? context.getRestoredCheckpointId().orElse(0) + 1 : 0;
        return new ReceptionRun(state, number, savedAt);
    }

    /**
     * To be called with each snapshot.
     *
     * @param nowMillis of the clock that receive times are of
     */
    public void save(long nowMillis) throws Exception {
        state.update(List.of(nowMillis));
    }

    /** One more than the checkpoint it started from; 0 if it started from nothing. */
    long number() {
        return number;
    }

    /** Whether an earlier run received what has this receive time. */
    boolean isBefore(long receivedMillis) {
        return receivedMillis <= savedAtMillis;
    }
}
