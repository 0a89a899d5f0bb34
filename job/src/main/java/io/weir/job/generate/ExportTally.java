package io.weir.job.generate;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what one exporter sends. One thread counts, any thread reads {@link #totals}; the rest is
 * for the counting thread, and for all after it has ended.
 */
final class ExportTally {

    private final AtomicLong datagrams = new AtomicLong();
    private final AtomicLong flows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private long refusedFlows;
    private long lostDatagrams;
    private long lostFlows;
    private long duplicatedDatagrams;
    private long duplicatedFlows;
    private long reorderedDatagrams;
    private long templates;
    private long optionsRecords;
    private long counterSamples;
    private int restarts;

    void sent(int flowCount, int length) {
        datagrams.incrementAndGet();
        flows.addAndGet(flowCount);
        bytes.addAndGet(length);
    }

    void refused(int flowCount) {
        refused.incrementAndGet();
        refusedFlows += flowCount;
    }

    void lost(int flowCount) {
        lostDatagrams++;
        lostFlows += flowCount;
    }

    /** A datagram was sent again: it counts as sent, but its flows do not. */
    void duplicated(int flowCount, int length) {
        datagrams.incrementAndGet();
        bytes.addAndGet(length);
        duplicatedDatagrams++;
        duplicatedFlows += flowCount;
    }

    void reordered() {
        reorderedDatagrams++;
    }

    void templates(int count) {
        templates += count;
    }

    void optionsRecord() {
        optionsRecords++;
    }

    void counterSample() {
        counterSamples++;
    }

    void restarted() {
        restarts++;
    }

    SimulationTotals totals() {
        return new SimulationTotals(datagrams.get(), flows.get(), bytes.get(), refused.get());
    }

    long datagrams() {
        return datagrams.get();
    }

    long flows() {
        return flows.get();
    }

    long bytes() {
        return bytes.get();
    }

    long refusedFlows() {
        return refusedFlows;
    }

    long lostDatagrams() {
        return lostDatagrams;
    }

    long lostFlows() {
        return lostFlows;
    }

    long duplicatedDatagrams() {
        return duplicatedDatagrams;
    }

    long duplicatedFlows() {
        return duplicatedFlows;
    }

    long reorderedDatagrams() {
        return reorderedDatagrams;
    }

    /** Templates and options templates, each time they are sent; in lost datagrams too. */
    long templates() {
        return templates;
    }

    /** In lost datagrams too. */
    long optionsRecords() {
        return optionsRecords;
    }

    /** Of sFlow; in lost datagrams too. */
    long counterSamples() {
        return counterSamples;
    }

    int restarts() {
        return restarts;
    }
}
