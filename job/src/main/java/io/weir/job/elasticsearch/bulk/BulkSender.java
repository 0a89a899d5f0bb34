package io.weir.job.elasticsearch.bulk;

import io.weir.job.retry.Backoff;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;

/**
 * Sends the requests of a backlog, some at a time, again if need be, and pauses while Elasticsearch
 * does not take them. All but the client's answers happens in the task's thread; answers come by
 * its mailbox.
 */
final class BulkSender implements AutoCloseable {

    /** Is told of items that will never be taken. */
    interface RejectedItems {
        void add(Bulk bulk, int item, String reason);
    }

    private final Backlog backlog;
    private final BulkLimits limits;
    private final BulkClient client;
    private final MailboxExecutor mailbox;
    private final Timers timers;
    private final SinkCounters counters;
    private final OutageLog log;
    private final RejectedItems rejected;
    private final Backoff backoff;
    private boolean isPausing;
    private boolean isClosed;

    BulkSender(
            Backlog backlog,
            BulkLimits limits,
            BulkClient client,
            MailboxExecutor mailbox,
            Timers timers,
            SinkCounters counters,
            OutageLog log,
            RejectedItems rejected) {
        this.backlog = backlog;
        this.limits = limits;
        this.client = client;
        this.mailbox = mailbox;
        this.timers = timers;
        this.counters = counters;
        this.log = log;
        this.rejected = rejected;
        backoff = new Backoff(limits.firstPause(), limits.longestPause());
    }

    /** Sends what waits, unless enough is under way. */
    void send() {
        while (!isPausing && backlog.underWay() < limits.concurrency()) {
            Optional<Pending> next = backlog.take();
            if (next.isEmpty()) {
                return;
            }
            Pending request = next.get();
            client.send(request.bulk(), outcome -> answer(request, outcome));
        }
    }

    /** In a thread of the client. */
    private void answer(Pending request, BulkOutcome outcome) {
        try {
            mailbox.execute(() -> complete(request, outcome), "answer of Elasticsearch");
        } catch (RejectedExecutionException e) {
            // The task has ended: who goes on from its state sends the request once more.
        }
    }

    private void complete(Pending request, BulkOutcome outcome) {
        if (isClosed) {
            return;
        }
        if (outcome instanceof BulkOutcome.Written) {
            backlog.remove(request);
            counters.written(request.bulk().items());
            recovered();
        } else if (outcome instanceof BulkOutcome.Mixed mixed) {
            take(request, mixed);
        } else if (outcome instanceof BulkOutcome.Unavailable unavailable) {
            backlog.giveBack(request);
            counters.requestFailed();
            pause(unavailable.reason(), unavailable.retryAfter());
        } else if (outcome instanceof BulkOutcome.Refused refused) {
            counters.requestFailed();
            split(request, refused.reason());
        }
        send();
    }

    private void take(Pending request, BulkOutcome.Mixed mixed) {
        Bulk bulk = request.bulk();
        int[] again = new int[bulk.items()];
        int retries = 0;
        String reason = "";
        for (int item = 0; item < bulk.items(); item++) {
            BulkOutcome.Item result = mixed.items().get(item);
            switch (result.verdict()) {
                case WRITTEN -> counters.written(1);
                case OUTDATED -> counters.outdated();
                case REJECTED -> rejected.add(bulk, item, result.reason());
                case RETRY -> {
                    again[retries++] = item;
                    reason = result.reason();
                }
            }
        }
        if (retries == 0) {
            backlog.remove(request);
            recovered();
            return;
        }
        counters.retried(retries);
        if (retries < bulk.items()) {
            // It takes some: pauses that go on growing would leave it idle most of the time.
            backoff.reset();
        }
        backlog.retry(request, Arrays.copyOf(again, retries));
        pause(reason, Duration.ZERO);
    }

    /** Halves, until it is one document that is too large or not understood. */
    private void split(Pending request, String reason) {
        if (request.bulk().items() == 1) {
            backlog.remove(request);
            rejected.add(request.bulk(), 0, reason);
        } else {
            backlog.halve(request);
        }
    }

    private void recovered() {
        backoff.reset();
        log.recovered();
    }

    /**
     * Stops sending for a while.
     *
     * @param asked how long the server wants to be left alone
     */
    private void pause(String reason, Duration asked) {
        log.failed(reason, backlog);
        if (!isPausing) {
            isPausing = true;
            timers.after(Duration.ofMillis(backoff.pauseMillis(asked)), this::goOn);
        }
    }

    private void goOn() {
        isPausing = false;
        send();
    }

    @Override
    public void close() {
        isClosed = true;
        client.close();
    }
}
