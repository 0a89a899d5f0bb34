package io.weir.job.delivery.webhook;

import io.weir.job.delivery.AlertEncoder;
import io.weir.job.documents.AlertDocuments;
import io.weir.operators.detect.Alert;

/** Alerts as the documents that Elasticsearch gets. */
public final class WebhookEncoder implements AlertEncoder {

    private static final long serialVersionUID = 1L;

    private transient AlertDocuments documents;

    @Override
    public void open() {
        // The prefix is part of the name of the index alone, which nobody is told here.
        documents = new AlertDocuments("");
    }

    @Override
    public byte[] encode(Alert alert, long nowMillis) {
        return documents.write(alert, nowMillis).json();
    }
}
