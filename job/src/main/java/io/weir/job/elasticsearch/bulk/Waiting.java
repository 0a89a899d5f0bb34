package io.weir.job.elasticsearch.bulk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Requests that are not acknowledged and are in memory: those under way and those that wait for
 * their turn. Of these, what is on disk as well is not counted.
 */
final class Waiting {

    private final Deque<Pending> queue = new ArrayDeque<>();

    /** By identity: bulks do not define equality. */
    private final Set<Pending> underWay = new LinkedHashSet<>();

    private long documents;
    private long bytes;

    /** Puts a request behind all others. */
    void add(Pending request) {
        queue.addLast(request);
        if (request.isInMemoryOnly()) {
            documents += request.bulk().items();
            bytes += request.bulk().bytes();
        }
    }

    /** Takes the next request out; empty if none waits. */
    Optional<Pending> poll() {
        return Optional.ofNullable(queue.pollFirst());
    }

    /** A request that was taken out is under way. */
    void begin(Pending request) {
        underWay.add(request);
    }

    /** A request under way is done with. */
    void remove(Pending request) {
        underWay.remove(request);
        if (request.isInMemoryOnly()) {
            documents -= request.bulk().items();
            bytes -= request.bulk().bytes();
        }
    }

    /** A request under way waits again, before all others. */
    void giveBack(Pending request) {
        underWay.remove(request);
        queue.addFirst(request);
    }

    int underWay() {
        return underWay.size();
    }

    boolean isEmpty() {
        return queue.isEmpty() && underWay.isEmpty();
    }

    long documents() {
        return documents;
    }

    long bytes() {
        return bytes;
    }

    /** Those that are nowhere else, the ones under way first. */
    List<Bulk> inMemoryOnly() {
        return Stream.concat(underWay.stream(), queue.stream())
                .filter(Pending::isInMemoryOnly)
                .map(Pending::bulk)
                .toList();
    }
}
