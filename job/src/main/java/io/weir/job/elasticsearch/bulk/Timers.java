package io.weir.job.elasticsearch.bulk;

import java.time.Duration;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** Does things later in the task's thread, until it is closed. */
final class Timers implements AutoCloseable {

    private final ProcessingTimeService time;
    private boolean isClosed;

    Timers(ProcessingTimeService time) {
        this.time = time;
    }

    void after(Duration wait, Runnable action) {
        var unused =
                time.registerTimer(
                        time.getCurrentProcessingTime() + wait.toMillis(),
                        when -> {
                            if (!isClosed) {
                                action.run();
                            }
                        });
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
