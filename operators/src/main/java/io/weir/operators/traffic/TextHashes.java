package io.weir.operators.traffic;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.openhft.hashing.LongHashFunction;

/**
 * Texts as keys: the XXH3 of 64 bits with seed 0 of their UTF-8, which is never {@link #EMPTY}.
 * Remembers some thousand texts, so that a text that comes again costs no object. Not thread-safe.
 */
final class TextHashes {

    /** The empty text, and none. */
    static final long EMPTY = 0;

    private static final int SLOTS = 1 << 12;
    private static final LongHashFunction XXH3 = LongHashFunction.xx3();

    private final String[] texts = new String[SLOTS];
    private final long[] hashes = new long[SLOTS];
    private final byte[][] slices = new byte[SLOTS][];
    private final long[] sliceHashes = new long[SLOTS];

    /** The key of a text. */
    long of(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        if (!text.equals(texts[slot])) {
            texts[slot] = text;
            hashes[slot] = hash(text);
        }
        return hashes[slot];
    }

    private static long hash(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        long hash = XXH3.hashBytes(text.getBytes(StandardCharsets.UTF_8));
        return hash == EMPTY ? 1 : hash;
    }

    /** The key of a text that the row has, by its bytes. */
    long ofSlice(FlowBatch batch, FlowField field, int row) {
        int offset = batch.sliceOffset(field, row);
        byte[] bytes = batch.payload();
        if (offset >= bytes.length) {
            offset -= bytes.length;
            bytes = batch.appended();
        }
        int length = batch.sliceLength(field, row);
        int slot = (int) XXH3.hashBytes(bytes, offset, length) & SLOTS - 1;
        byte[] known = slices[slot];
        boolean same =
                known != null
                        && Arrays.equals(known, 0, known.length, bytes, offset, offset + length);
        if (!same) {
            slices[slot] = Arrays.copyOfRange(bytes, offset, offset + length);
            sliceHashes[slot] = hash(batch.text(field, row));
        }
        return sliceHashes[slot];
    }
}
