package io.weir.operators.decode;

import io.weir.operators.types.TransportSession;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Which exporters and connections a subtask knows, at most so many, and how long it remembers each
 * after it fell silent ({@link io.weir.operators.exporters.Remembrance}).
 */
final class KnownExporters {

    /** Every key that has any other state has this. */
    static final ValueStateDescriptor<byte[]> DESCRIPTOR =
            new ValueStateDescriptor<>("lifetime", BytePrimitiveArraySerializer.INSTANCE);

    /** The end of a lifetime moves in steps of this part of it, not with each datagram. */
    private static final int STEPS = 8;

    private final ValueState<byte[]> lifetimes;
    private final ExpiryTimers timers;
    private final DecodeLimits limits;
    private int count;

    /**
     * @param lifetimes the state {@link #DESCRIPTOR}
     * @param timers that forget an exporter
     */
    KnownExporters(ValueState<byte[]> lifetimes, ExpiryTimers timers, DecodeLimits limits) {
        this.lifetimes = lifetimes;
        this.timers = timers;
        this.limits = limits;
    }

    /** Whether the current key is known. */
    boolean isKnown() {
        return lifetime() != null;
    }

    /** Whether one more may be remembered. */
    boolean hasRoom() {
        return count < limits.subtask().exporters();
    }

    /** How many are remembered. */
    int count() {
        return count;
    }

    /** Counts the current key, which was in state when the subtask began, and sets its timer. */
    void claim() {
        count++;
        timers.at(lifetime().untilMillis());
    }

    /**
     * Remembers that something was heard of the current key.
     *
     * @param taught whether it has templates
     * @return until when it need not be remembered again
     */
    long heard(TransportSession key, boolean taught, long nowMillis) {
        Lifetime known = lifetime();
        long sinceMillis = known == null ? nowMillis : known.sinceMillis();
        long keepMillis = keepMillis(key, taught, nowMillis - sinceMillis);
        long stepMillis = Math.max(1, keepMillis / STEPS);
        long until = nowMillis + keepMillis + stepMillis;
        if (known == null) {
            count++;
            update(new Lifetime(sinceMillis, timers.at(until)));
        } else if (until > known.untilMillis()) {
            timers.remove(known.untilMillis());
            update(new Lifetime(sinceMillis, timers.at(until)));
        }
        return nowMillis + stepMillis;
    }

    private long keepMillis(TransportSession key, boolean taught, long heardForMillis) {
        if (key.isConnection()) {
            return limits.forgetConnectionsAfter().toMillis();
        }
        return limits.remembrance().keepMillis(taught, heardForMillis);
    }

    /** Forgets the current key. */
    void forget() {
        Lifetime known = lifetime();
        if (known != null) {
            timers.remove(known.untilMillis());
            lifetimes.clear();
            count--;
        }
    }

    private Lifetime lifetime() {
        try {
            byte[] bytes = lifetimes.value();
            return bytes == null ? null : Lifetime.ofBytes(bytes);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void update(Lifetime lifetime) {
        try {
            lifetimes.update(lifetime.toBytes());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static FlinkRuntimeException failed(IOException cause) {
        return new FlinkRuntimeException(
                "The state \"" + DESCRIPTOR.getName() + "\" is not accessible.", cause);
    }
}
