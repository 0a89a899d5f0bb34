package io.weir.udp;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The operator behind the source, which keeps what arrives for the test in the same JVM: datagrams,
 * watermarks, and datagrams at or before the watermark of their subtask.
 */
public final class Arrivals extends AbstractStreamOperator<Void>
        implements OneInputStreamOperator<Datagram, Void> {

    private static final Queue<Datagram> DATAGRAMS = new ConcurrentLinkedQueue<>();
    private static final Queue<Datagram> LATE = new ConcurrentLinkedQueue<>();
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static volatile long watermark;
    private static volatile boolean slow;

    private long ownWatermark = Long.MIN_VALUE;

    public Arrivals() {
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    public static void clear() {
        DATAGRAMS.clear();
        LATE.clear();
        watermark = Long.MIN_VALUE;
        slow = false;
    }

    /** From now on takes 20 ms for each datagram, so that the source's queue fills. */
    public static void slowDown() {
        slow = true;
    }

    public static void speedUp() {
        slow = false;
    }

    public static Collection<Datagram> datagrams() {
        return DATAGRAMS;
    }

    public static List<String> texts() {
        return DATAGRAMS.stream().map(Datagrams::text).toList();
    }

    public static List<String> late() {
        return LATE.stream().map(Datagrams::text).toList();
    }

    /** The last watermark of any subtask. */
    public static long watermark() {
        return watermark;
    }

    @Override
    public void processElement(StreamRecord<Datagram> element) {
        if (slow) {
            LockSupport.parkNanos(SLOW_NANOS);
        }
        DATAGRAMS.add(element.getValue());
        if (element.getTimestamp() <= ownWatermark) {
            LATE.add(element.getValue());
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        ownWatermark = mark.getTimestamp();
        watermark = ownWatermark;
        super.processWatermark(mark);
    }
}
