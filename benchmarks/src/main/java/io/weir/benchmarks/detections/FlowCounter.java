package io.weir.benchmarks.detections;

import java.io.Serializable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.metrics.Counter;

/** Lets everything pass, and counts the flows in it. */
final class FlowCounter<T> extends RichFilterFunction<T> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final Size<T> size;

    private transient Counter flows;

    /** How many flows there are in something. */
    interface Size<T> extends Serializable {

        long of(T element);
    }

    /**
     * @param name of the counter
     */
    FlowCounter(String name, Size<T> size) {
        this.name = name;
        this.size = size;
    }

    @Override
    public void open(OpenContext context) {
        flows = getRuntimeContext().getMetricGroup().counter(name);
    }

    @Override
    public boolean filter(T element) {
        flows.inc(size.of(element));
        return true;
    }
}
