package io.weir.job.elasticsearch.bulk;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * Collects documents to bulk requests and hands them over to be sent.
 *
 * <p>A flush of a checkpoint sends nothing: what is not acknowledged is in the state, or on disk.
 * Only at the end of the input it waits until all is written.
 */
final class ElasticsearchWriter<T> implements StatefulSinkWriter<T, Bulk> {

    private final DocumentEmitter<T> emitter;
    private final BulkLimits limits;
    private final Backlog backlog;
    private final BulkSender sender;
    private final MailboxExecutor mailbox;
    private final Timers timers;
    private final DeadLetters deadLetters;
    private final SinkCounters counters;
    private final OutageLog log;

    private final BulkBuilder builder = new BulkBuilder();
    private boolean flushIsDue;

    /**
     * @param emitter is open
     * @param backlog with what an earlier writer left
     */
    ElasticsearchWriter(
            DocumentEmitter<T> emitter,
            BulkLimits limits,
            Backlog backlog,
            BulkClient client,
            MailboxExecutor mailbox,
            Timers timers,
            DeadLetters deadLetters,
            SinkCounters counters,
            OutageLog log) {
        this.emitter = emitter;
        this.limits = limits;
        this.backlog = backlog;
        this.mailbox = mailbox;
        this.timers = timers;
        this.deadLetters = deadLetters;
        this.counters = counters;
        this.log = log;
        sender =
                new BulkSender(
                        backlog, limits, client, mailbox, timers, counters, log, this::reject);
        counters.watch(backlog);
        sender.send();
    }

    @Override
    public void write(T element, Context context) throws InterruptedException {
        emitter.emit(element, builder);
        if (builder.items() >= limits.items() || builder.bytes() >= limits.bytes()) {
            seal();
        } else {
            flushLater();
        }
        awaitRoom();
    }

    private void flushLater() {
        if (builder.items() > 0 && !flushIsDue) {
            flushIsDue = true;
            timers.after(limits.flushInterval(), this::flushNow);
        }
    }

    private void flushNow() {
        flushIsDue = false;
        seal();
    }

    private void seal() {
        if (builder.items() > 0) {
            keep(builder.build());
            sender.send();
        }
    }

    private void keep(Bulk bulk) {
        if (limits.whenFull() == WhenFull.WAIT) {
            backlog.add(bulk);
        } else if (!backlog.offer(bulk)) {
            counters.dropped(bulk.items());
            log.dropped(bulk.items());
        }
    }

    private void awaitRoom() throws InterruptedException {
        while (limits.whenFull() == WhenFull.WAIT && backlog.isOverfull()) {
            mailbox.yield();
        }
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
        flushLater();
    }

    @Override
    public List<Bulk> snapshotState(long checkpointId) {
        seal();
        return backlog.inMemory();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        if (endOfInput) {
            seal();
            while (!backlog.isEmpty() || builder.items() > 0) {
                mailbox.yield();
            }
        }
    }

    @Override
    public void close() {
        timers.close();
        sender.close();
        backlog.close();
    }
}
