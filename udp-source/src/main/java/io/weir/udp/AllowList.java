package io.weir.udp;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The senders whose datagrams are taken: prefixes of addresses (CIDR, RFC 4632 and 4291 §2.3). An
 * address on its own is a prefix of its full length. IPv4 and its IPv4-mapped form are the same.
 *
 * <p>Asking neither allocates nor looks up names; it takes as many steps as the binary logarithm of
 * the number of prefixes.
 */
@PublicEvolving
public final class AllowList implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern PREFIX =
            Pattern.compile(
                    "(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

    private static final int ADDRESS_BITS = 128;
    private static final int IPV4_BITS = 32;
    private static final long IPV4_MAPPED = 0x0000_ffff_0000_0000L;

    /** Takes everybody's. Behind the constants that making it needs. */
    public static final AllowList EVERYBODY = of(List.of("::/0"));

    /** First and last address of each range, ascending and apart, as pairs of halves. */
    private final long[] firstHigh;

    private final long[] firstLow;
    private final long[] lastHigh;
    private final long[] lastLow;

    private AllowList(List<Range> ranges) {
        int size = ranges.size();
        firstHigh = new long[size];
        firstLow = new long[size];
        lastHigh = new long[size];
        lastLow = new long[size];
        for (int i = 0; i < size; i++) {
            firstHigh[i] = ranges.get(i).firstHigh;
            firstLow[i] = ranges.get(i).firstLow;
            lastHigh[i] = ranges.get(i).lastHigh;
            lastLow[i] = ranges.get(i).lastLow;
        }
    }

    /**
     * The list of these prefixes, such as {@code 192.0.2.0/24}, {@code 2001:db8::/32} or {@code
     * 192.0.2.7}; they may overlap.
     *
     * @throws IllegalArgumentException if a text is none; the message names it
     */
    public static AllowList of(Collection<String> prefixes) {
        List<Range> sorted = new ArrayList<>(prefixes.stream().map(AllowList::parse).toList());
        sorted.sort((a, b) -> compare(a.firstHigh, a.firstLow, b.firstHigh, b.firstLow));
        List<Range> apart = new ArrayList<>();
        for (Range range : sorted) {
            Range before = apart.isEmpty() ? null : apart.get(apart.size() - 1);
            // Prefixes either contain each other or are apart: the shorter one comes first here.
            if (before == null || !before.contains(range.firstHigh, range.firstLow)) {
                apart.add(range);
            } else if (!before.contains(range.lastHigh, range.lastLow)) {
                apart.set(apart.size() - 1, range);
            }
        }
        return new AllowList(apart);
    }

    /** Whether datagrams from this address are taken, given as the halves of a {@link Datagram}. */
    public boolean permits(long sourceHigh, long sourceLow) {
        int from = 0;
        int to = firstHigh.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (compare(sourceHigh, sourceLow, firstHigh[middle], firstLow[middle]) < 0) {
                to = middle - 1;
            } else if (compare(sourceHigh, sourceLow, lastHigh[middle], lastLow[middle]) > 0) {
                from = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Lists that permit the same addresses by the same ranges are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AllowList list
                && Arrays.equals(firstHigh, list.firstHigh)
                && Arrays.equals(firstLow, list.firstLow)
                && Arrays.equals(lastHigh, list.lastHigh)
                && Arrays.equals(lastLow, list.lastLow);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(firstHigh) * 31 + Arrays.hashCode(firstLow);
    }

    private static Range parse(String text) {
        var match = PREFIX.matcher(text.strip());
        if (!match.matches()) {
            throw notAPrefix(text);
        }
        byte[] address = addressOf(match.group(1), text);
        boolean isIpv4 = address.length == Integer.BYTES;
        int most = match.group(1).indexOf(':') < 0 ? IPV4_BITS : ADDRESS_BITS;
        int length = match.group(2) == null ? most : Integer.parseInt(match.group(2));
        if (length > most) {
            throw notAPrefix(text);
        }
        ByteBuffer bytes = ByteBuffer.wrap(address);
        long high = isIpv4 ? 0 : bytes.getLong();
        long low = isIpv4 ? IPV4_MAPPED | Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
        return Range.of(high, low, length + ADDRESS_BITS - most);
    }

    private static byte[] addressOf(String address, String text) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw notAPrefix(text);
        }
    }

    private static IllegalArgumentException notAPrefix(String text) {
        return new IllegalArgumentException(
                "'"
                        + text
                        + "' is no prefix: write an address and a length, as in 192.0.2.0/24 or"
                        + " 2001:db8::/32.");
    }

    private static int compare(long aHigh, long aLow, long bHigh, long bLow) {
        int high = Long.compareUnsigned(aHigh, bHigh);
        return high != 0 ? high : Long.compareUnsigned(aLow, bLow);
    }

    private record Range(long firstHigh, long firstLow, long lastHigh, long lastLow) {

        static Range of(long high, long low, int prefixBits) {
            long hostsHigh = hostMask(Math.min(Long.SIZE, prefixBits));
            long hostsLow = hostMask(Math.max(0, prefixBits - Long.SIZE));
            return new Range(high & ~hostsHigh, low & ~hostsLow, high | hostsHigh, low | hostsLow);
        }

        /** The bits behind the first so many of 64. */
        private static long hostMask(int prefixBits) {
            return prefixBits == Long.SIZE ? 0 : -1L >>> prefixBits;
        }

        boolean contains(long high, long low) {
            return compare(high, low, firstHigh, firstLow) >= 0
                    && compare(high, low, lastHigh, lastLow) <= 0;
        }
    }
}
