package io.weir.job.elasticsearch.bulk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Requests that are not acknowledged: in memory as long as there is room, then on disk.
 *
 * <p>Each is in one of the two places from its beginning until it is done with: one that was ever
 * in the writer's state is never put to disk, and one that is on disk is not in the state, even
 * while it is under way. So no checkpoint, however old, has a request that is on disk as well.
 */
final class Backlog implements AutoCloseable {

    private final Waiting waiting = new Waiting();
    private final long memoryBytes;
    private final Spill spill;
    private boolean isTurnOfDisk;

    /**
     * @param memoryBytes that requests in memory may take
     */
    Backlog(long memoryBytes, Spill spill) {
        this.memoryBytes = memoryBytes;
        this.spill = spill;
    }

    /** Puts a request into memory, whether there is room or not. */
    void add(Bulk bulk) {
        waiting.add(Pending.inMemory(bulk));
    }

    /** Whether there is more in memory than there should be. */
    boolean isOverfull() {
        return waiting.bytes() > memoryBytes;
    }

    /** Takes a new request, or refuses it: there is no room. */
    boolean offer(Bulk bulk) {
        boolean fits = waiting.isEmpty() || waiting.bytes() + bulk.bytes() <= memoryBytes;
        // As long as older ones wait on disk, newer ones go behind them.
        if (fits && spill.isExhausted()) {
            add(bulk);
            return true;
        }
        if (spill.offer(bulk)) {
            return true;
        }
        if (fits) {
            add(bulk);
        }
        return fits;
    }

    /**
     * The next request, which is under way from now on: one from memory and one from disk in turn,
     * so that neither waits for requests in the other that are not taken for long.
     */
    Optional<Pending> take() {
        isTurnOfDisk = !isTurnOfDisk;
        Optional<Pending> next =
                isTurnOfDisk ? spill.next().or(waiting::poll) : waiting.poll().or(spill::next);
        next.ifPresent(waiting::begin);
        return next;
    }

    int underWay() {
        return waiting.underWay();
    }

    /** A request under way is done with. */
    void remove(Pending request) {
        waiting.remove(request);
        request.file().ifPresent(spill::remove);
    }

    /** A request under way waits again, before all others. */
    void giveBack(Pending request) {
        waiting.giveBack(request);
    }

    /** Of a request under way some items wait again, behind all others. */
    void retry(Pending request, int[] items) {
        if (items.length < request.bulk().items()) {
            replace(request, request.bulk().select(items));
            return;
        }
        waiting.remove(request);
        request.file().ifPresentOrElse(spill::giveBack, () -> waiting.add(request));
    }

    /** A request under way waits again, as two. */
    void halve(Pending request) {
        Bulk whole = request.bulk();
        int middle = whole.items() / 2;
        replace(request, whole.part(0, middle), whole.part(middle, whole.items()));
    }

    private void replace(Pending request, Bulk... parts) {
        waiting.remove(request);
        List<Bulk> all = Arrays.asList(parts);
        request.file().map(file -> spill.replace(file, all)).orElse(all).forEach(this::add);
    }

    boolean isEmpty() {
        return waiting.isEmpty() && spill.isExhausted();
    }

    /** Requests that no disk has: the state. */
    List<Bulk> inMemory() {
        return waiting.inMemoryOnly();
    }

    /** Documents that no disk has. */
    long documents() {
        return waiting.documents();
    }

    /** What these take, in octets. */
    long bytes() {
        return waiting.bytes();
    }

    long documentsOnDisk() {
        return spill.documents();
    }

    long bytesOnDisk() {
        return spill.bytes();
    }

    /** Leaves what is on disk to who comes next. */
    @Override
    public void close() {
        spill.close();
    }
}
