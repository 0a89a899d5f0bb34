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
    private final Counter retried;
    private final Counter deadLettersLost;
    private final Counter requestsFailed;

    SinkCounters(SinkWriterMetricGroup metrics) {
        this.metrics = metrics;
        written = counter(SinkMetric.DOCUMENTS_WRITTEN);
        outdated = counter(SinkMetric.DOCUMENTS_OUTDATED);
        rejected = counter(SinkMetric.DOCUMENTS_REJECTED);
        dropped = counter(SinkMetric.DOCUMENTS_DROPPED);
        retried = counter(SinkMetric.DOCUMENTS_RETRIED);
        deadLettersLost = counter(SinkMetric.DEAD_LETTERS_LOST);
        requestsFailed = counter(SinkMetric.REQUESTS_FAILED);
    }

    private Counter counter(SinkMetric metric) {
        return metrics.counter(metric.id());
    }

    void watch(Waiting waiting) {
        metrics.gauge(SinkMetric.DOCUMENTS_WAITING.id(), (Gauge<Long>) waiting::documents);
        metrics.gauge(SinkMetric.BYTES_WAITING.id(), (Gauge<Long>) waiting::bytes);
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
