package io.weir.operators.exporters;

import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;

/** The time of the last checkpoint in operator state: one number per subtask. */
public final class ReceptionRunState {

    private static final ListStateDescriptor<Long> SAVED_AT =
            new ListStateDescriptor<>("reception-saved-at", LongSerializer.INSTANCE);

    private final ListState<Long> savedAt;
    private final ReceptionRun run;

    private ReceptionRunState(ListState<Long> savedAt, ReceptionRun run) {
        this.savedAt = savedAt;
        this.run = run;
    }

    /** The state that an operator starts with. */
    public static ReceptionRunState of(StateInitializationContext context) throws Exception {
        ListState<Long> savedAt = context.getOperatorStateStore().getUnionListState(SAVED_AT);
        if (!context.isRestored()) {
            return new ReceptionRunState(savedAt, ReceptionRun.FROM_NOTHING);
        }
        long latest = Long.MIN_VALUE;
        for (long millis : savedAt.get()) {
            latest = Math.max(latest, millis);
        }
        OptionalLong checkpoint = context.getRestoredCheckpointId();
        return new ReceptionRunState(savedAt, new ReceptionRun(checkpoint.orElse(0) + 1, latest));
    }

    /** The run that began with this state. */
    public ReceptionRun run() {
        return run;
    }

    /**
     * To be called with each snapshot.
     *
     * @param nowMillis of the clock that receive times are of
     */
    public void save(long nowMillis) throws Exception {
        savedAt.update(List.of(nowMillis));
    }
}
