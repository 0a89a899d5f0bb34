package io.weir.operators.enrich.prefix;

import io.weir.codec.IpAddress;

/**
 * Addresses that follow each other, all of one version. IPv4 and its IPv4-mapped form are the same.
 *
 * @param first the lowest
 * @param last the highest, itself included
 */
public record AddressRange(IpAddress first, IpAddress last) {

    static final int BITS = 128;
    private static final int IPV4_BITS = 32;

    /** Takes the prefixes that a range is made of. */
    @FunctionalInterface
    interface PrefixConsumer {

        /**
         * Takes one prefix.
         *
         * @param high the upper half of the first address
         * @param low the lower half
         * @param length the bits that all addresses of the prefix share, 0 to 128
         */
        void accept(long high, long low, int length);
    }

    public AddressRange {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException(
                    "'" + first + "-" + last + "' ends before it begins; swap the addresses");
        }
    }

    /**
     * Reads an address ({@code 192.0.2.7}), a prefix ({@code 192.0.2.0/24}) or a range ({@code
     * 192.0.2.7-192.0.2.9}).
     *
     * <p>A prefix with bits set behind its length, as in {@code 192.0.2.7/24}, is refused: whoever
     * wrote it meant either the prefix or the address, and to guess could put 255 strangers on a
     * list, or a million.
     *
     * @throws IllegalArgumentException if it is none of these; the message has the text and, where
     *     there is one, the cure, and no full stop
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return parsePrefix(text, slash);
        }
        int dash = text.indexOf('-');
        if (dash >= 0) {
            return parseRange(text, dash);
        }
        IpAddress address = AddressParser.parse(text);
        return new AddressRange(address, address);
    }

    private static AddressRange parseRange(String text, int dash) {
        IpAddress first = AddressParser.parse(text.substring(0, dash).strip());
        IpAddress last = AddressParser.parse(text.substring(dash + 1).strip());
        if (first.isIpv4() != last.isIpv4()) {
            throw new IllegalArgumentException(
                    "'" + text + "' begins in one version of IP and ends in another");
        }
        return new AddressRange(first, last);
    }

    private static AddressRange parsePrefix(String text, int slash) {
        IpAddress address = AddressParser.parse(text.substring(0, slash));
        int most = text.lastIndexOf(':', slash) < 0 ? IPV4_BITS : BITS;
        int length = parseLength(text, slash + 1, most) + BITS - most;
        AddressRange range = ofPrefix(address, length);
        if (!range.first.equals(address)) {
            throw new IllegalArgumentException(
                    String.format(
                            "'%s' has bits set behind its prefix length; write %s%s for the prefix"
                                    + " or %s for the address",
                            text, range.first, text.substring(slash), address));
        }
        return range;
    }

    private static int parseLength(String text, int from, int most) {
        int length = 0;
        for (int i = from; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i - from >= 3) {
                throw wrongLength(text, most);
            }
            length = length * 10 + digit;
        }
        if (from == text.length() || length > most) {
            throw wrongLength(text, most);
        }
        return length;
    }

    private static IllegalArgumentException wrongLength(String text, int most) {
        return new IllegalArgumentException(
                "'" + text + "' has no prefix length from 0 to " + most + " behind the slash");
    }

    /** The prefix of so many of 128 bits that the address is in. */
    private static AddressRange ofPrefix(IpAddress address, int length) {
        long hostsHigh = hostsHigh(BITS - length);
        long hostsLow = hostsLow(BITS - length);
        IpAddress first = new IpAddress(address.high() & ~hostsHigh, address.low() & ~hostsLow);
        IpAddress last = new IpAddress(address.high() | hostsHigh, address.low() | hostsLow);
        return new AddressRange(first, last);
    }

    /** Whether all addresses are of IPv4; one that begins before them, such as ::/80, is IPv6. */
    public boolean isIpv4() {
        return first.isIpv4();
    }

    /** Whether it has the address; IPv4 and IPv6 are apart, so that ::/0 has no address of IPv4. */
    public boolean contains(IpAddress address) {
        return isIpv4() == address.isIpv4()
                && first.compareTo(address) <= 0
                && address.compareTo(last) <= 0;
    }

    /** Gives the fewest prefixes that together are this range, in the order of their addresses. */
    void forEachPrefix(PrefixConsumer consumer) {
        long high = first.high();
        long low = first.low();
        while (true) {
            int hostBits = largestFrom(high, low);
            consumer.accept(high, low, BITS - hostBits);
            high |= hostsHigh(hostBits);
            low |= hostsLow(hostBits);
            if (high == last.high() && low == last.low()) {
                return;
            }
            low++;
            high += low == 0 ? 1 : 0;
        }
    }

    /** The host bits of the largest prefix that begins at the address and ends in this range. */
    private int largestFrom(long high, long low) {
        int hostBits =
                low != 0
                        ? Long.numberOfTrailingZeros(low)
                        : Long.SIZE + Long.numberOfTrailingZeros(high);
        while (last.compareTo(new IpAddress(high | hostsHigh(hostBits), low | hostsLow(hostBits)))
                < 0) {
            hostBits--;
        }
        return hostBits;
    }

    static long hostsHigh(int hostBits) {
        return ones(Math.max(0, hostBits - Long.SIZE));
    }

    static long hostsLow(int hostBits) {
        return ones(Math.min(Long.SIZE, hostBits));
    }

    /** So many ones behind zeros. */
    private static long ones(int count) {
        return count == 0 ? 0 : -1L >>> (Long.SIZE - count);
    }

    /** The prefix if it is one, else both ends. */
    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + "-" + last;
    }
}
