package io.weir.operators.enrich.prefix;

import io.weir.codec.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Finds the value of the longest prefix that an address is in. Immutable; looking up takes no lock
 * and allocates nothing.
 *
 * <p>Prefixes are flattened to segments of addresses with one value, at most two for a prefix.
 * Those of IPv4 are found by the upper 16 bits of the address and a binary search among the few
 * segments that share them, those of IPv6 by binary search. A segment of IPv4 takes 8 bytes and one
 * of IPv6 20, beside 256 KiB: 500,000 prefixes of IPv4 at most 8 MB.
 *
 * <p>IPv4 and IPv6 are apart: {@code ::/0} is all of IPv6 and nothing of IPv4, so that a list of
 * unallocated IPv6 prefixes does not cover each IPv4-mapped address.
 */
public final class PrefixTable {

    private static final int INDEX_SHIFT = 16;
    private static final int BUCKETS = 1 << (Integer.SIZE - INDEX_SHIFT);

    /** Global unicast begins with the bits 001; the next 16 are the bucket. */
    private static final int GLOBAL_SHIFT = 61;

    private static final long GLOBAL = 1;
    private static final int GLOBAL_INDEX_SHIFT = GLOBAL_SHIFT - 16;

    /** The segment that holds the first address of each bucket; behind them the last segment. */
    private final int[] ipv4Index = new int[BUCKETS + 1];

    /** First addresses, ascending, with the sign bit flipped so that they compare as signed. */
    private final int[] ipv4Starts;

    private final int[] ipv4Values;

    /** The same for the buckets of global unicast; the last bounds those of the last bucket. */
    private final int[] globalIndex = new int[BUCKETS + 1];

    /** Upper and lower halves of first addresses in turn, ascending, sign bits flipped. */
    private final long[] ipv6Starts;

    private final int[] ipv6Values;

    private PrefixTable(Segments ipv4, Segments ipv6) {
        // The first segment is that of the addresses before IPv4-mapped ones: it holds no value.
        int size = ipv4.size();
        boolean fromZero = size > 1 && (int) ipv4.low(1) == 0;
        int skipped = fromZero ? 1 : 0;
        ipv4Starts = new int[endOfIpv4(ipv4) - skipped];
        ipv4Values = new int[ipv4Starts.length];
        for (int i = 0; i < ipv4Starts.length; i++) {
            int segment = i + skipped;
            ipv4Starts[i] = (segment == 0 ? 0 : (int) ipv4.low(segment)) ^ Integer.MIN_VALUE;
            ipv4Values[i] = ipv4.value(segment);
        }
        ipv6Starts = new long[2 * ipv6.size()];
        ipv6Values = new int[ipv6.size()];
        for (int i = 0; i < ipv6Values.length; i++) {
            ipv6Starts[2 * i] = ipv6.high(i) ^ Long.MIN_VALUE;
            ipv6Starts[2 * i + 1] = ipv6.low(i) ^ Long.MIN_VALUE;
            ipv6Values[i] = ipv6.value(i);
        }
        indexIpv4();
        indexGlobal();
    }

    /** Leaves out the segment behind 255.255.255.255, which is of IPv6 already. */
    private static int endOfIpv4(Segments segments) {
        int last = segments.size() - 1;
        return last > 0 && !IpAddress.isIpv4(segments.high(last), segments.low(last))
                ? last
                : last + 1;
    }

    private void indexIpv4() {
        int segment = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int first = (bucket << INDEX_SHIFT) ^ Integer.MIN_VALUE;
            while (segment + 1 < ipv4Starts.length && ipv4Starts[segment + 1] <= first) {
                segment++;
            }
            ipv4Index[bucket] = segment;
        }
        ipv4Index[BUCKETS] = ipv4Starts.length - 1;
    }

    private void indexGlobal() {
        int segment = 0;
        for (int bucket = 0; bucket <= BUCKETS; bucket++) {
            long first =
                    ((GLOBAL << GLOBAL_SHIFT) + ((long) bucket << GLOBAL_INDEX_SHIFT))
                            ^ Long.MIN_VALUE;
            while (segment + 1 < ipv6Values.length && startsAtOrBefore(segment + 1, first)) {
                segment++;
            }
            globalIndex[bucket] = segment;
        }
    }

    /** Whether a segment starts at or before the first address with an upper half. */
    private boolean startsAtOrBefore(int segment, long high) {
        long start = ipv6Starts[2 * segment];
        return start < high || (start == high && ipv6Starts[2 * segment + 1] == Long.MIN_VALUE);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * The value of the longest prefix that the address is in; 0 if it is in none.
     *
     * @param high the upper half of the address, IPv4 in its IPv4-mapped form
     * @param low the lower half
     */
    public int get(long high, long low) {
        return IpAddress.isIpv4(high, low) ? ofIpv4((int) low) : ofIpv6(high, low);
    }

    private int ofIpv4(int address) {
        int bucket = address >>> INDEX_SHIFT;
        int key = address ^ Integer.MIN_VALUE;
        int from = ipv4Index[bucket];
        int to = ipv4Index[bucket + 1];
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (ipv4Starts[middle] <= key) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return ipv4Values[from];
    }

    private int ofIpv6(long addressHigh, long addressLow) {
        long high = addressHigh ^ Long.MIN_VALUE;
        long low = addressLow ^ Long.MIN_VALUE;
        int from = 0;
        int to = ipv6Values.length - 1;
        if (addressHigh >>> GLOBAL_SHIFT == GLOBAL) {
            int bucket = (int) (addressHigh >>> GLOBAL_INDEX_SHIFT) & (BUCKETS - 1);
            from = globalIndex[bucket];
            to = globalIndex[bucket + 1];
        }
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            long start = ipv6Starts[2 * middle];
            if (start < high || (start == high && ipv6Starts[2 * middle + 1] <= low)) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return ipv6Values[from];
    }

    /** The bytes that the table's arrays take. */
    public long sizeInBytes() {
        return Integer.BYTES
                        * ((long) ipv4Index.length
                                + globalIndex.length
                                + ipv4Starts.length
                                + ipv4Values.length
                                + ipv6Values.length)
                + (long) Long.BYTES * ipv6Starts.length;
    }

    /** Gathers what is said of which prefixes. */
    public static final class Builder {

        private final List<Segments.Prefix> ipv4 = new ArrayList<>();
        private final List<Segments.Prefix> ipv6 = new ArrayList<>();

        private Builder() {}

        /**
         * Gives addresses a value. A range that is no prefix counts as the fewest prefixes that
         * make it. Where the same prefix is given twice, the later value counts as inside the
         * earlier.
         *
         * @param value not 0
         */
        public Builder add(AddressRange range, int value) {
            if (value == 0) {
                throw new IllegalArgumentException("0 stands for no value.");
            }
            List<Segments.Prefix> prefixes = range.isIpv4() ? ipv4 : ipv6;
            range.forEachPrefix(
                    (high, low, length) ->
                            prefixes.add(new Segments.Prefix(high, low, length, value)));
            return this;
        }

        /** The table where the value of the longest prefix counts; of equal ones, the last. */
        public PrefixTable build() {
            return build((around, inside) -> inside);
        }

        /**
         * The table where an address's value is made of those of all prefixes that it is in.
         *
         * @param nesting gives the value inside a prefix of the value around it, 0 if there is
         *     none, and the prefix's own
         */
        public PrefixTable build(IntBinaryOperator nesting) {
            return new PrefixTable(Segments.of(ipv4, nesting), Segments.of(ipv6, nesting));
        }
    }
}
