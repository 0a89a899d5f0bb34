package io.weir.codec;

/**
 * The first finding in a datagram whose other parts are decoded all the same: it is told when they
 * have been. Reused from datagram to datagram.
 */
public final class FirstMalformation {

    private MalformedDatagramException first;

    /** Forgets what was found before. */
    public void clear() {
        first = null;
    }

    /**
     * Keeps the finding if it is the first.
     *
     * @param finding null if there is none
     */
    public void remember(MalformedDatagramException finding) {
        if (first == null) {
            first = finding;
        }
    }

    /** Throws the first finding, if there is one. */
    public void throwIfFound() throws MalformedDatagramException {
        if (first != null) {
            throw first;
        }
    }
}
