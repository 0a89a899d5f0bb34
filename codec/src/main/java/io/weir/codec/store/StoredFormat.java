package io.weir.codec.store;

/** The format of a kind of stored values. Each begins with a byte that says its version. */
public final class StoredFormat {

    private final String what;
    private final byte version;
    private final int shortest;

    /**
     * @param what a value is, as the subject of a sentence
     * @param version that is read and written
     * @param shortest the fewest bytes that a value has
     */
    public StoredFormat(String what, byte version, int shortest) {
        this.what = what;
        this.version = version;
        this.shortest = shortest;
    }

    /**
     * Checks that a value may be read.
     *
     * @throws IllegalStateException if a newer version wrote it, or something else did
     */
    public void check(byte[] bytes) {
        if (bytes.length > 0 && bytes[0] != version) {
            throw new IllegalStateException(
                    what
                            + " has format version "
                            + bytes[0]
                            + "; this build reads version "
                            + version
                            + ". Run the build that wrote the state, or a newer one.");
        }
        if (bytes.length < shortest) {
            throw damaged("it has " + bytes.length + " bytes, and not " + shortest);
        }
    }

    /** What is thrown for a value that cannot be read. */
    public IllegalStateException damaged(String how) {
        return new IllegalStateException(
                what + " is damaged: " + how + ". Restore an earlier savepoint.");
    }
}
