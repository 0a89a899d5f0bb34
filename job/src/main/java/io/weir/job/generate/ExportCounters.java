package io.weir.job.generate;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what the exporters of one protocol send. One thread counts, any thread reads. */
final class ExportCounters {

    private final AtomicLong datagrams = new AtomicLong();
    private final AtomicLong flows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();

    void sent(int flowCount, int length) {
        datagrams.incrementAndGet();
        flows.addAndGet(flowCount);
        bytes.addAndGet(length);
    }

    void refused() {
        errors.incrementAndGet();
    }

    SimulationTotals totals() {
        return new SimulationTotals(datagrams.get(), flows.get(), bytes.get(), errors.get());
    }
}
