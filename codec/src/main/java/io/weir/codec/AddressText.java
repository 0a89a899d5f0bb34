package io.weir.codec;

/**
 * Writes IP addresses as text: dotted quad for IPv4 and IPv4-mapped, RFC 5952 for IPv6.
 *
 * <p>A sink writes two or more addresses per flow, so the text goes to a caller's buffer.
 */
public final class AddressText {

    /** The most characters one address takes. */
    public static final int MAX_LENGTH = 39;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private AddressText() {}

    /** The text of the address with these halves. */
    public static String of(long high, long low) {
        char[] text = new char[MAX_LENGTH];
        return new String(text, 0, write(high, low, text, 0));
    }

    /**
     * Writes the address to {@code to} from {@code offset}.
     *
     * @return the offset after the last character written
     */
    public static int write(long high, long low, char[] to, int offset) {
        return IpAddress.isIpv4(high, low)
                ? writeDottedQuad((int) low, to, offset)
                : writeGroups(high, low, to, offset);
    }

    private static int writeDottedQuad(int address, char[] to, int offset) {
        int at = offset;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = address >>> shift & 0xff;
            if (octet >= 100) {
                to[at++] = (char) ('0' + octet / 100);
            }
            if (octet >= 10) {
                to[at++] = (char) ('0' + octet / 10 % 10);
            }
            to[at++] = (char) ('0' + octet % 10);
            if (shift > 0) {
                to[at++] = '.';
            }
        }
        return at;
    }

    private static int writeGroups(long high, long low, char[] to, int offset) {
        long longestRun = longestZeroRun(high, low);
        int runStart = (int) (longestRun >>> 32);
        int runEnd = runStart + (int) longestRun;
        int at = offset;
        for (int group = 0; group < 8; group++) {
            if (group == runStart && runEnd > runStart) {
                to[at++] = ':';
                to[at++] = ':';
                group = runEnd - 1;
                continue;
            }
            if (group > 0 && group != runEnd) {
                to[at++] = ':';
            }
            at = writeGroup(group(high, low, group), to, at);
        }
        return at;
    }

    /** Start and length of the first longest run of two or more zero groups; length 0 if none. */
    private static long longestZeroRun(long high, long low) {
        int bestStart = 8;
        int bestLength = 1;
        int length = 0;
        for (int group = 0; group < 8; group++) {
            length = group(high, low, group) == 0 ? length + 1 : 0;
            if (length > bestLength) {
                bestLength = length;
                bestStart = group - length + 1;
            }
        }
        return bestStart == 8 ? 8L << 32 : (long) bestStart << 32 | bestLength;
    }

    private static int group(long high, long low, int group) {
        long half = group < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (group & 3))) & 0xffff;
    }

    private static int writeGroup(int group, char[] to, int offset) {
        int at = offset;
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (group >>> shift != 0 || shift == 0) {
                to[at++] = HEX[group >>> shift & 0xf];
            }
        }
        return at;
    }
}
