package io.weir.job.capture;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Puts the fragments of IP packets together (RFC 791 §3.2, RFC 8200 §4.5).
 *
 * <p>Holds at most {@value #MAX_PACKETS} unfinished packets of at most 65,535 bytes, each for at
 * most 60 s of capture time; those given up are counted fragment by fragment. Fragments that
 * overlap end their packet (RFC 5722).
 */
final class FragmentReassembler {

    static final int MAX_PACKETS = 64;

    private static final int MAX_BYTES = 65_535;
    private static final int UNIT = 8;
    private static final long TIMEOUT_MILLIS = 60_000;

    private final Map<FragmentKey, Assembly> assemblies = new LinkedHashMap<>();
    private final PacketCounters counters;

    FragmentReassembler(PacketCounters counters) {
        this.counters = counters;
    }

    /**
     * Takes one fragment.
     *
     * @param offset where its bytes belong, in bytes
     * @param isLast whether no fragment follows behind it
     * @param bytes holds its bytes from {@code at}, {@code length} of them
     * @return what the IP packet carries if this fragment completes it, else null
     */
    byte[] add(
            FragmentKey key,
            long epochMillis,
            int offset,
            boolean isLast,
            byte[] bytes,
            int at,
            int length) {
        expire(epochMillis);
        if (length == 0 || offset + length > MAX_BYTES || (!isLast && length % UNIT != 0)) {
            counters.countSkipped(SkipReason.MALFORMED, 1);
            return null;
        }
        Assembly assembly = assemblies.computeIfAbsent(key, k -> new Assembly(epochMillis));
        if (!assembly.add(offset, isLast, bytes, at, length)) {
            assemblies.remove(key);
            giveUp(assembly);
            return null;
        }
        if (!assembly.isComplete()) {
            evictEldest();
            return null;
        }
        assemblies.remove(key);
        counters.countJoinedFragments(assembly.fragments - 1);
        return Arrays.copyOf(assembly.bytes, assembly.total);
    }

    /** Gives up what is unfinished: no fragment comes any more. */
    void end() {
        assemblies.values().forEach(this::giveUp);
        assemblies.clear();
    }

    private void expire(long now) {
        Iterator<Assembly> eldestFirst = assemblies.values().iterator();
        while (eldestFirst.hasNext()) {
            Assembly eldest = eldestFirst.next();
            if (now - eldest.firstMillis <= TIMEOUT_MILLIS) {
                return;
            }
            eldestFirst.remove();
            giveUp(eldest);
        }
    }

    private void evictEldest() {
        if (assemblies.size() > MAX_PACKETS) {
            Iterator<Assembly> eldestFirst = assemblies.values().iterator();
            giveUp(eldestFirst.next());
            eldestFirst.remove();
        }
    }

    private void giveUp(Assembly assembly) {
        counters.countSkipped(SkipReason.FRAGMENT_WITHOUT_REST, assembly.fragments);
    }

    /** One unfinished packet. */
    private static final class Assembly {

        private final long firstMillis;
        private final NavigableMap<Integer, Integer> endByStart = new TreeMap<>();
        private byte[] bytes = new byte[0];
        private int fragments;
        private int received;
        private int total = -1;

        Assembly(long firstMillis) {
            this.firstMillis = firstMillis;
        }

        /** Whether the fragment fits those before; one that came twice fits. */
        boolean add(int offset, boolean isLast, byte[] from, int at, int length) {
            fragments++;
            int end = offset + length;
            if (Integer.valueOf(end).equals(endByStart.get(offset))) {
                return true;
            }
            Map.Entry<Integer, Integer> before = endByStart.lowerEntry(end);
            boolean overlaps = before != null && before.getValue() > offset;
            boolean contradictsEnd = total >= 0 && (isLast || end > total);
            boolean isBehindEnd = isLast && !endByStart.isEmpty() && lastEnd() > end;
            if (overlaps || contradictsEnd || isBehindEnd) {
                return false;
            }
            if (isLast) {
                total = end;
            }
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, Math.min(2 * bytes.length, MAX_BYTES)));
            }
            System.arraycopy(from, at, bytes, offset, length);
            endByStart.put(offset, end);
            received += length;
            return true;
        }

        private int lastEnd() {
            return endByStart.lastEntry().getValue();
        }

        boolean isComplete() {
            return received == total;
        }
    }
}
