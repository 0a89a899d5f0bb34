package io.weir.job.elasticsearch.bulk;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** What a writer counts. */
final class SinkCounters {

    private final SinkWriterMetricGroup metrics;
    private final Counter written;
    private final Counter outdated;
    private final Counter rejected;
    private final Counter dropped;
    private final Counter spilled;
    private final Counter readBack;
    private final Counter foundOnDisk;
    private final Counter lostOnDisk;
    private final Counter retried;
    private final Counter deadLettersLost;
    private final Counter requestsFailed;

    SinkCounters(SinkWriterMetricGroup metrics) {
        this.metrics = metrics;
        written = counter(SinkMetric.DOCUMENTS_WRITTEN);
        outdated = counter(SinkMetric.DOCUMENTS_OUTDATED);
        rejected = counter(SinkMetric.DOCUMENTS_REJECTED);
        dropped = counter(SinkMetric.DOCUMENTS_DROPPED);
        spilled = counter(SinkMetric.DOCUMENTS_SPILLED);
        readBack = counter(SinkMetric.DOCUMENTS_READ_BACK);
        foundOnDisk = counter(SinkMetric.DOCUMENTS_FOUND_ON_DISK);
        lostOnDisk = counter(SinkMetric.DOCUMENTS_LOST_ON_DISK);
        retried = counter(SinkMetric.DOCUMENTS_RETRIED);
        deadLettersLost = counter(SinkMetric.DEAD_LETTERS_LOST);
        requestsFailed = counter(SinkMetric.REQUESTS_FAILED);
    }

    private Counter counter(SinkMetric metric) {
        return metrics.counter(metric.id());
    }

    void watch(Backlog backlog) {
        metrics.gauge(SinkMetric.DOCUMENTS_WAITING.id(), (Gauge<Long>) backlog::documents);
        metrics.gauge(SinkMetric.BYTES_WAITING.id(), (Gauge<Long>) backlog::bytes);
        metrics.gauge(SinkMetric.DOCUMENTS_ON_DISK.id(), (Gauge<Long>) backlog::documentsOnDisk);
        metrics.gauge(SinkMetric.BYTES_ON_DISK.id(), (Gauge<Long>) backlog::bytesOnDisk);
    }

    void written(int documents) {
        written.inc(documents);
        metrics.getNumRecordsSendCounter().inc(documents);
    }

    void outdated() {
        outdated.inc();
    }

    void rejected() {
        rejected.inc();
        metrics.getNumRecordsSendErrorsCounter().inc();
    }

    void dropped(int documents) {
        dropped.inc(documents);
    }

    void spilled(long documents) {
        spilled.inc(documents);
    }

    void readBack(long documents) {
        readBack.inc(documents);
    }

    void foundOnDisk(long documents) {
        foundOnDisk.inc(documents);
    }

    void lostOnDisk(long documents) {
        lostOnDisk.inc(documents);
    }

    void retried(int documents) {
        retried.inc(documents);
    }

    void deadLetterLost() {
        deadLettersLost.inc();
    }

    void requestFailed() {
        requestsFailed.inc();
    }
}
