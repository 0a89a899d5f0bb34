package io.weir.job.documents.flow;

import io.weir.codec.AddressText;

/**
 * The text of an address in ASCII. Remembers the last one: a document has the address of each end
 * several times, and most documents have that of the one before for the exporter's. Not
 * thread-safe.
 */
final class AddressBytes {

    private final char[] chars = new char[AddressText.MAX_LENGTH];
    private final byte[] bytes = new byte[AddressText.MAX_LENGTH];
    private int length;
    private long lastHigh;
    private long lastLow;

    /** Moves to an address. */
    AddressBytes of(long high, long low) {
        if (high != lastHigh || low != lastLow || length == 0) {
            lastHigh = high;
            lastLow = low;
            length = AddressText.write(high, low, chars, 0);
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) chars[i];
            }
        }
        return this;
    }

    /** The characters, up to {@link #length}; not to be changed, good until the next address. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
