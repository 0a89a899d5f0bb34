package io.weir.operators.enrich.prefix;

import io.weir.codec.IpAddress;
import java.util.Arrays;

/**
 * Reads addresses: dotted quads of decimal numbers without leading zeros, which some read as octal,
 * and IPv6 as in RFC 4291 §2.2. Looks up no names.
 */
final class AddressParser {

    private static final int GROUPS = 8;

    private AddressParser() {}

    /**
     * @throws IllegalArgumentException if the text is no address
     */
    static IpAddress parse(String text) {
        return text.indexOf(':') < 0 ? IpAddress.ofIpv4(parseIpv4(text, 0)) : parseIpv6(text);
    }

    /** The 32 bits of the dotted quad from {@code start} to the end. */
    private static long parseIpv4(String text, int start) {
        long address = 0;
        int octets = 0;
        int from = start;
        while (octets < 4) {
            int dot = text.indexOf('.', from);
            int to = octets == 3 ? text.length() : dot;
            if (to < 0) {
                throw notAnAddress(text);
            }
            address = address << 8 | octet(text, from, to);
            from = to + 1;
            octets++;
        }
        return address;
    }

    private static int octet(String text, int from, int to) {
        int digits = to - from;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(from) == '0')) {
            throw notAnAddress(text);
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw notAnAddress(text);
            }
            value = value * 10 + digit;
        }
        if (value > 255) {
            throw notAnAddress(text);
        }
        return value;
    }

    private static IpAddress parseIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = groups(text, 0, text.length(), GROUPS);
            if (groups.length != GROUPS) {
                throw notAnAddress(text);
            }
            return ofGroups(groups, new int[0]);
        }
        int[] before = groups(text, 0, gap, GROUPS - 1);
        int[] behind = groups(text, gap + 2, text.length(), GROUPS - 1);
        if (before.length + behind.length >= GROUPS) {
            throw notAnAddress(text);
        }
        return ofGroups(before, behind);
    }

    /** The 16-bit groups between the bounds; the last two may be a dotted quad. */
    private static int[] groups(String text, int start, int end, int most) {
        int[] groups = new int[most];
        int count = 0;
        int from = start;
        while (start < end && from <= end) {
            int colon = text.indexOf(':', from);
            int to = colon < 0 || colon > end ? end : colon;
            boolean quad = to == text.length() && text.indexOf('.', from) >= 0;
            if (count + (quad ? 2 : 1) > most) {
                throw notAnAddress(text);
            }
            if (quad) {
                long address = parseIpv4(text, from);
                groups[count++] = (int) (address >>> 16);
                groups[count++] = (int) address & 0xffff;
            } else {
                groups[count++] = group(text, from, to);
            }
            from = to + 1;
        }
        return Arrays.copyOf(groups, count);
    }

    private static int group(String text, int from, int to) {
        if (to - from < 1 || to - from > 4) {
            throw notAnAddress(text);
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char character = text.charAt(i);
            int digit = character < 128 ? Character.digit(character, 16) : -1;
            if (digit < 0) {
                throw notAnAddress(text);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static IpAddress ofGroups(int[] before, int[] behind) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int fromBehind = i - (GROUPS - behind.length);
            int group = i < before.length ? before[i] : fromBehind >= 0 ? behind[fromBehind] : 0;
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
        }
        return new IpAddress(high, low);
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException("'" + text + "' is no IPv4 or IPv6 address");
    }
}
