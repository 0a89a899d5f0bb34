package io.weir.job.elasticsearch.bulk;

import java.time.Duration;
import java.util.List;

/** What became of a bulk request. */
sealed interface BulkOutcome {

    /** All of its documents are written. */
    record Written() implements BulkOutcome {}

    /**
     * Not all are written.
     *
     * @param items one for each document, in order
     */
    record Mixed(List<Item> items) implements BulkOutcome {

        public Mixed {
            items = List.copyOf(items);
        }
    }

    /**
     * One document of a mixed outcome.
     *
     * @param reason why it was not written; empty if it was
     */
    record Item(ItemVerdict verdict, String reason) {}

    /**
     * Nothing is known to be written; the same request may do later.
     *
     * @param retryAfter how long to wait at least, if the answer says so, else zero
     */
    record Unavailable(String reason, Duration retryAfter) implements BulkOutcome {

        Unavailable(String reason) {
            this(reason, Duration.ZERO);
        }
    }

    /** The request is too large or not understood: parts of it may do. */
    record Refused(String reason) implements BulkOutcome {}
}
