package io.weir.codec.session;

import io.weir.codec.store.SessionStore;
import io.weir.codec.store.SessionTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The data sets of one exporter that came before their template: in the store, by the order of
 * their arrival. A directory in memory says what waits for which template; it is read from the
 * store when it is first needed, which with most exporters is never.
 */
final class WaitingSets {

    /** What a set takes beside its octets, about: its key and its place in the directory. */
    private static final int ENTRY_BYTES = 64;

    private record Entry(long arrival, long templateKey, long receivedMillis, int bytes) {}

    private final SessionStore store;
    private final SessionListener listener;
    private final SharedAllowance shared;
    private final int maxBytes;

    /** By the key of the template that is waited for, in the order of arrival; null until read. */
    private Map<Long, List<Entry>> directory;

    /** Sets whose template has come, to be decoded; null while there are none. */
    private PriorityQueue<Entry> released;

    private long nextArrival;
    private int bytes;

    /** No set that waits was received before. */
    private long earliestMillis = Long.MAX_VALUE;

    WaitingSets(
            SessionStore store, SessionListener listener, SharedAllowance shared, int maxBytes) {
        this.store = store;
        this.listener = listener;
        this.shared = shared;
        this.maxBytes = maxBytes;
    }

    /**
     * Keeps a set, if there is room. If there is none, it is the new one that is lost and not the
     * oldest: what is kept is then a stretch without holes, a full session costs no writes, and
     * whoever forges datagrams cannot drive out what was there before.
     */
    void add(WaitingSet set) {
        readDirectory();
        int cost = cost(set);
        if (cost > maxBytes - bytes || !shared.hasRoomForWaiting(cost)) {
            listener.count(SessionCounter.WAITING_SETS_REFUSED, 1);
            return;
        }
        long arrival = nextArrival;
        store.put(SessionTable.WAITING_SETS, arrival, set.toBytes());
        enter(arrival, set);
        shared.addWaiting(cost);
    }

    private static int cost(WaitingSet set) {
        return set.toBytes().length + ENTRY_BYTES;
    }

    private void readDirectory() {
        if (directory == null) {
            directory = new HashMap<>();
            List<Long> arrivals = new ArrayList<>();
            store.forEachKey(SessionTable.WAITING_SETS, arrivals::add);
            arrivals.sort(Comparator.naturalOrder());
            arrivals.forEach(arrival -> enter(arrival, stored(arrival)));
        }
    }

    private WaitingSet stored(long arrival) {
        return WaitingSet.ofBytes(store.get(SessionTable.WAITING_SETS, arrival));
    }

    private void enter(long arrival, WaitingSet set) {
        Entry entry = new Entry(arrival, set.templateKey(), set.receivedMillis(), cost(set));
        waitingFor(entry.templateKey()).add(entry);
        bytes += entry.bytes();
        nextArrival = arrival + 1;
        earliestMillis = Math.min(earliestMillis, entry.receivedMillis());
    }

    private List<Entry> waitingFor(long templateKey) {
        return directory.computeIfAbsent(templateKey, key -> new ArrayList<>(1));
    }

    /** A template has come that was not known: what waited for it is now {@link #next}. */
    void release(long templateKey) {
        readDirectory();
        List<Entry> entries = directory.remove(templateKey);
        if (entries != null) {
            if (released == null) {
                released = new PriorityQueue<>(Comparator.comparingLong(Entry::arrival));
            }
            released.addAll(entries);
        }
    }

    /** The template is gone before what waited for it was decoded, so that it waits again. */
    void hold(long templateKey) {
        if (released != null) {
            for (Iterator<Entry> entries = released.iterator(); entries.hasNext(); ) {
                Entry entry = entries.next();
                if (entry.templateKey() == templateKey) {
                    entries.remove();
                    waitingFor(templateKey).add(entry);
                }
            }
        }
    }

    /** The released set that came first, which waits no more; null if none is left. */
    WaitingSet next() {
        Entry entry = released == null ? null : released.poll();
        if (entry == null) {
            released = null;
            return null;
        }
        WaitingSet set = stored(entry.arrival());
        remove(entry);
        return set;
    }

    private void remove(Entry entry) {
        store.remove(SessionTable.WAITING_SETS, entry.arrival());
        bytes -= entry.bytes();
        shared.removeWaiting(entry.bytes());
    }

    /**
     * Loses the sets that were received before {@code cutoffMillis}.
     *
     * @return the earliest receipt among those that stay, {@link Long#MAX_VALUE} if none
     */
    long expire(long cutoffMillis) {
        readDirectory();
        long expired = 0;
        earliestMillis = Long.MAX_VALUE;
        for (Iterator<List<Entry>> lists = directory.values().iterator(); lists.hasNext(); ) {
            List<Entry> entries = lists.next();
            for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
                Entry entry = each.next();
                if (entry.receivedMillis() < cutoffMillis) {
                    each.remove();
                    remove(entry);
                    expired++;
                } else {
                    earliestMillis = Math.min(earliestMillis, entry.receivedMillis());
                }
            }
            if (entries.isEmpty()) {
                lists.remove();
            }
        }
        if (expired > 0) {
            listener.count(SessionCounter.WAITING_SETS_EXPIRED, expired);
        }
        return earliestMillis();
    }

    /** A time before which no set that waits was received; {@link Long#MAX_VALUE} if none does. */
    long earliestMillis() {
        readDirectory();
        return bytes == 0 ? Long.MAX_VALUE : earliestMillis;
    }

    /** Counts the sets in the store against the shared allowance, whatever its limit. */
    void claim() {
        readDirectory();
        directory.values().forEach(list -> list.forEach(e -> shared.addWaiting(e.bytes())));
    }
}
