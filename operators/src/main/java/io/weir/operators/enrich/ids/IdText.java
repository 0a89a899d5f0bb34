package io.weir.operators.enrich.ids;

import java.nio.charset.StandardCharsets;

/**
 * Ids of 128 bits as text: 22 characters of the URL-safe Base64 alphabet (RFC 4648 §5) without
 * padding, the upper half first; what Elasticsearch takes for an {@code _id} without escaping.
 */
public final class IdText {

    /** Octets of the text: ASCII. */
    public static final int LENGTH = 22;

    private static final byte[] ALPHABET = alphabet();

    private IdText() {}

    private static byte[] alphabet() {
        String characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return characters.getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes {@link #LENGTH} octets from {@code offset} on. */
    public static void write(long high, long low, byte[] to, int offset) {
        long upper = high;
        int at = offset;
        for (int shift = 58; shift >= 4; shift -= 6) {
            to[at++] = ALPHABET[(int) (upper >>> shift) & 63];
        }
        to[at++] = ALPHABET[(int) (upper << 2 | low >>> 62) & 63];
        for (int shift = 56; shift >= 2; shift -= 6) {
            to[at++] = ALPHABET[(int) (low >>> shift) & 63];
        }
        to[at] = ALPHABET[(int) (low << 4) & 63];
    }
}
