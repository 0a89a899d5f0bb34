package io.weir.job.documents.flow;

/**
 * Texts as JSON, for those that come again and again: names of places, organizations, services,
 * networks. Remembers some thousand, each until another takes its slot. Not thread-safe.
 */
final class EncodedTexts {

    private static final int SLOTS = 1 << 13;
    private static final int LONGEST = 256;

    private final String[] texts = new String[SLOTS];
    private final byte[][] encoded = new byte[SLOTS][];
    private final JsonBytes encoder = new JsonBytes(LONGEST);

    /** The text in quotes; not to be changed. */
    byte[] of(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        if (text.equals(texts[slot])) {
            return encoded[slot];
        }
        encoder.clear();
        encoder.string(text);
        byte[] json = encoder.copy();
        if (text.length() <= LONGEST) {
            texts[slot] = text;
            encoded[slot] = json;
        }
        return json;
    }
}
