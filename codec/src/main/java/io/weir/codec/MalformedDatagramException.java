package io.weir.codec;

/**
 * Bytes that their protocol does not allow. Carries no stack trace: whoever sends garbage must not
 * make the collector pay for it.
 */
public final class MalformedDatagramException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Malformation reason;
    private final int offset;

    /**
     * @param offset of the first byte of what is malformed, from the start of the datagram
     */
    public MalformedDatagramException(Malformation reason, int offset) {
        super(reason.label() + " at byte " + offset, null, false, false);
        this.reason = reason;
        this.offset = offset;
    }

    public Malformation reason() {
        return reason;
    }

    public int offset() {
        return offset;
    }
}
