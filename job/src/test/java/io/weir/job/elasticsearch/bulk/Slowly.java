package io.weir.job.elasticsearch.bulk;

import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;

/** Gives numbers at a pace, so that a job can be stopped in the middle of them. */
final class Slowly implements MapFunction<Long, Long> {

    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 100;
    private static final long PAUSE_NANOS = 10_000_000;

    @Override
    public Long map(Long number) {
        if (number % AT_ONCE == 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return number;
    }
}
