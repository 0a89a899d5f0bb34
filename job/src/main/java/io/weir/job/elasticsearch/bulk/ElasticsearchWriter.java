package io.weir.job.elasticsearch.bulk;

import io.weir.job.retry.Backoff;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * Collects documents to bulk requests, keeps those that are not acknowledged, and sends them, again
 * if need be. All but the client's answers happens in the task's thread; answers come by its
 * mailbox.
 *
 * <p>A flush of a checkpoint sends nothing: what is not acknowledged is in the state. Only at the
 * end of the input it waits until all is written.
 */
final class ElasticsearchWriter<T> implements StatefulSinkWriter<T, Bulk> {

    private final DocumentEmitter<T> emitter;
    private final BulkLimits limits;
    private final BulkClient client;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService time;
    private final DeadLetters deadLetters;
    private final SinkCounters counters;
    private final OutageLog log;
    private final Backoff backoff;

    private final BulkBuilder builder = new BulkBuilder();
    private final Waiting waiting = new Waiting();
    private boolean flushIsDue;
    private boolean isPausing;
    private boolean isClosed;

    ElasticsearchWriter(
            DocumentEmitter<T> emitter,
            BulkLimits limits,
            BulkClient client,
            MailboxExecutor mailbox,
            ProcessingTimeService time,
            DeadLetters deadLetters,
            SinkCounters counters,
            OutageLog log,
            Collection<Bulk> notAcknowledged) {
        this.emitter = emitter;
        this.limits = limits;
        this.client = client;
        this.mailbox = mailbox;
        this.time = time;
        this.deadLetters = deadLetters;
        this.counters = counters;
        this.log = log;
        backoff = new Backoff(limits.firstPause(), limits.longestPause());
        counters.watch(waiting);
        emitter.open();
        notAcknowledged.forEach(waiting::add);
        send();
    }

    @Override
    public void write(T element, Context context) throws InterruptedException {
        emitter.emit(element, builder);
        if (builder.items() >= limits.items() || builder.bytes() >= limits.bytes()) {
            seal();
        } else if (builder.items() > 0 && !flushIsDue) {
            flushIsDue = true;
            after(limits.flushMillis(), this::flushNow);
        }
        makeRoom();
    }

    private void flushNow() {
        flushIsDue = false;
        seal();
    }

    private void seal() {
        if (builder.items() > 0) {
            waiting.add(builder.build());
            send();
        }
    }

    private void makeRoom() throws InterruptedException {
        while (waiting.bytes() > limits.waitingBytes()) {
            if (limits.whenFull() == WhenFull.WAIT) {
                mailbox.yield();
            } else {
                Bulk dropped = waiting.dropNewest();
                if (dropped == null) {
                    return;
                }
                counters.dropped(dropped.items());
                log.dropped(dropped.items());
            }
        }
    }

    private void send() {
        while (!isPausing && waiting.underWay() < limits.concurrency()) {
            Bulk bulk = waiting.take();
            if (bulk == null) {
                return;
            }
            client.send(bulk, outcome -> answer(bulk, outcome));
        }
    }

    /** In a thread of the client. */
    private void answer(Bulk bulk, BulkOutcome outcome) {
        try {
            mailbox.execute(() -> complete(bulk, outcome), "answer of Elasticsearch");
        } catch (RejectedExecutionException e) {
            // The task has ended: who goes on from its state sends the request once more.
        }
    }

    private void complete(Bulk bulk, BulkOutcome outcome) {
        if (isClosed) {
            return;
        }
        if (outcome instanceof BulkOutcome.Written) {
            waiting.remove(bulk);
            counters.written(bulk.items());
            recovered();
        } else if (outcome instanceof BulkOutcome.Mixed mixed) {
            waiting.remove(bulk);
            take(bulk, mixed);
        } else if (outcome instanceof BulkOutcome.Unavailable unavailable) {
            waiting.giveBack(bulk);
            counters.requestFailed();
            pause(unavailable.reason());
        } else if (outcome instanceof BulkOutcome.Refused refused) {
            waiting.remove(bulk);
            counters.requestFailed();
            split(bulk, refused.reason());
        }
        send();
    }

    private void take(Bulk bulk, BulkOutcome.Mixed mixed) {
        int[] again = new int[bulk.items()];
        int retries = 0;
        String reason = "";
        for (int item = 0; item < bulk.items(); item++) {
            BulkOutcome.Item result = mixed.items().get(item);
            switch (result.verdict()) {
                case WRITTEN -> counters.written(1);
                case OUTDATED -> counters.outdated();
                case REJECTED -> reject(bulk, item, result.reason());
                case RETRY -> {
                    again[retries++] = item;
                    reason = result.reason();
                }
            }
        }
        if (retries == 0) {
            recovered();
            return;
        }
        counters.retried(retries);
        if (retries < bulk.items()) {
            // It takes some: pauses that go on growing would leave it idle most of the time.
            backoff.reset();
        }
        waiting.add(bulk.select(Arrays.copyOf(again, retries)));
        pause(reason);
    }

    /** Halves, until it is one document that is too large or not understood. */
    private void split(Bulk bulk, String reason) {
        if (bulk.items() == 1) {
            reject(bulk, 0, reason);
            return;
        }
        int middle = bulk.items() / 2;
        waiting.add(bulk.part(0, middle));
        waiting.add(bulk.part(middle, bulk.items()));
    }

    private void reject(Bulk bulk, int item, String reason) {
        if (deadLetters.isOne(bulk, item)) {
            counters.deadLetterLost();
            log.deadLetterLost(bulk.action(item), reason);
            return;
        }
        counters.rejected();
        log.rejected(bulk.action(item), reason);
        deadLetters.bury(bulk, item, reason, builder);
        if (!flushIsDue) {
            flushIsDue = true;
            after(limits.flushMillis(), this::flushNow);
        }
    }

    private void recovered() {
        backoff.reset();
        log.recovered();
    }

    private void pause(String reason) {
        log.failed(reason, waiting);
        if (!isPausing) {
            isPausing = true;
            after(
                    backoff.pauseMillis(),
                    () -> {
                        isPausing = false;
                        send();
                    });
        }
    }

    private void after(long millis, Runnable action) {
        var unused =
                time.registerTimer(
                        time.getCurrentProcessingTime() + millis,
                        when -> {
                            if (!isClosed) {
                                action.run();
                            }
                        });
    }

    @Override
    public List<Bulk> snapshotState(long checkpointId) {
        seal();
        return waiting.all();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        if (endOfInput) {
            seal();
            while (!waiting.isEmpty() || builder.items() > 0) {
                mailbox.yield();
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        client.close();
    }
}
