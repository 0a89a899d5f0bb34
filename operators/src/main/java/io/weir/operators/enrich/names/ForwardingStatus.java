package io.weir.operators.enrich.names;

/**
 * Element 89, what became of the packets of a flow: a state in the two high bits, its reason in the
 * others (RFC 7270 §4.12).
 */
public final class ForwardingStatus {

    private static final int STATE_SHIFT = 6;
    private static final int DROPPED = 2;

    private ForwardingStatus() {}

    /**
     * The state: forwarded, dropped, consumed, unknown.
     *
     * @param status the octet, 0 to 255
     */
    public static String state(int status) {
        return Registry.FORWARDING_STATES.nameOf(status >>> STATE_SHIFT);
    }

    /** Why the state is so; null where that is unknown. */
    public static String reason(int status) {
        return Registry.FORWARDING_REASONS.nameOf(status);
    }

    public static boolean isDropped(int status) {
        return status >>> STATE_SHIFT == DROPPED;
    }
}
