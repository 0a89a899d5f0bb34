package io.weir.job.elasticsearch.bulk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Requests that are not acknowledged: those under way and those that wait for their turn. */
final class Waiting {

    private final Deque<Bulk> queue = new ArrayDeque<>();

    /** By identity: bulks do not define equality. */
    private final Set<Bulk> underWay = new LinkedHashSet<>();

    private long documents;
    private long bytes;

    /** Puts a request behind all others. */
    void add(Bulk bulk) {
        queue.addLast(bulk);
        documents += bulk.items();
        bytes += bulk.bytes();
    }

    /** Takes the next request for sending; null if none waits. */
    Bulk take() {
        Bulk bulk = queue.pollFirst();
        if (bulk != null) {
            underWay.add(bulk);
        }
        return bulk;
    }

    /** A request under way is done with. */
    void remove(Bulk bulk) {
        underWay.remove(bulk);
        documents -= bulk.items();
        bytes -= bulk.bytes();
    }

    /** A request under way waits again, before all others. */
    void giveBack(Bulk bulk) {
        underWay.remove(bulk);
        queue.addFirst(bulk);
    }

    /** Takes the request that came last away, for good; null if none waits for its turn. */
    Bulk dropNewest() {
        Bulk bulk = queue.pollLast();
        if (bulk != null) {
            documents -= bulk.items();
            bytes -= bulk.bytes();
        }
        return bulk;
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

    /** All requests, those under way first. */
    List<Bulk> all() {
        List<Bulk> all = new ArrayList<>(underWay);
        all.addAll(queue);
        return all;
    }
}
