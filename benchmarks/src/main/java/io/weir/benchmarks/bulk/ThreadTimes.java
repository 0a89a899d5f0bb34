package io.weir.benchmarks.bulk;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Processor time of some of the threads of this process, those included that have ended. */
final class ThreadTimes {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Predicate<String> names;
    private final Map<Long, Long> nanos = new HashMap<>();

    /** Of threads with such names. */
    ThreadTimes(Predicate<String> names) {
        this.names = names;
    }

    /** To be called often: what a thread does after the last call before it ends is not seen. */
    void sample() {
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo thread = threads.getThreadInfo(id);
            long time = threads.getThreadCpuTime(id);
            if (thread != null && time >= 0 && names.test(thread.getThreadName())) {
                nanos.put(id, time);
            }
        }
    }

    long totalNanos() {
        return nanos.values().stream().mapToLong(Long::longValue).sum();
    }
}
