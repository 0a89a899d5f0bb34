package io.weir.operators.decode;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * When the connection that is the current key is forgotten if nothing more is heard of it: in Flink
 * state, with a timer at that time. It is moved on in steps of an eighth, not with each message.
 */
final class ConnectionState {

    static final ValueStateDescriptor<Long> DESCRIPTOR =
            new ValueStateDescriptor<>("forget-connection-at", LongSerializer.INSTANCE);

    private static final int STEPS = 8;

    private final ValueState<Long> forgetAt;
    private final long forgetAfterMillis;
    private final long stepMillis;

    ConnectionState(ValueState<Long> forgetAt, long forgetAfterMillis) {
        this.forgetAt = forgetAt;
        this.forgetAfterMillis = forgetAfterMillis;
        this.stepMillis = Math.max(1, forgetAfterMillis / STEPS);
    }

    /**
     * Remembers that the connection lives.
     *
     * @return until when it need not be remembered again
     */
    long heard(long nowMillis, InternalTimerService<VoidNamespace> timers) {
        try {
            Long planned = forgetAt.value();
            long due = nowMillis + forgetAfterMillis + stepMillis;
            if (planned != null) {
                timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, planned);
            }
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
            forgetAt.update(due);
            return nowMillis + stepMillis;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void clear(InternalTimerService<VoidNamespace> timers) {
        try {
            Long planned = forgetAt.value();
            if (planned != null) {
                timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, planned);
            }
            forgetAt.clear();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static FlinkRuntimeException failed(Exception cause) {
        return new FlinkRuntimeException("The state of the connection is not accessible.", cause);
    }
}
