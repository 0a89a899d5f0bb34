package io.weir.codec.flow;

/**
 * Which side of a flow is the client, how sure that is, and why, in one number: the value of {@link
 * FlowField#CLIENT_EVIDENCE}. The layout is that of state:
 *
 * <pre>
 * | 0 (40 bits) | reason (8) | confidence, 0 to 100 (8) | 1 source, 2 destination (8) |
 * </pre>
 */
public final class ClientEvidence {

    /** Nothing is known. */
    public static final long NONE = 0;

    /** The {@link #client} where the source is. */
    public static final int SOURCE = 1;

    /** The {@link #client} where the destination is. */
    public static final int DESTINATION = 2;

    private static final int CONFIDENCE_SHIFT = 8;
    private static final int REASON_SHIFT = 16;
    private static final int OCTET = 0xff;

    private ClientEvidence() {}

    /** The source is the client, with the confidence that the reason has. */
    public static long source(ClientReason reason) {
        return source(reason, reason.confidence());
    }

    /** The destination is the client, with the confidence that the reason has. */
    public static long destination(ClientReason reason) {
        return destination(reason, reason.confidence());
    }

    /**
     * The source is the client.
     *
     * @param confidence 0 to 100
     */
    public static long source(ClientReason reason, int confidence) {
        return of(SOURCE, reason, confidence);
    }

    /**
     * The destination is the client.
     *
     * @param confidence 0 to 100
     */
    public static long destination(ClientReason reason, int confidence) {
        return of(DESTINATION, reason, confidence);
    }

    /**
     * Who the client is as a number, for where there is to be no branch: {@link #SOURCE}, {@link
     * #DESTINATION}, or 0 where nothing is known.
     */
    public static int client(long evidence) {
        return (int) evidence & OCTET;
    }

    /** Whether the source is the client; false also where nothing is known. */
    public static boolean isSource(long evidence) {
        return client(evidence) == SOURCE;
    }

    /** Whether the destination is the client; false also where nothing is known. */
    public static boolean isDestination(long evidence) {
        return client(evidence) == DESTINATION;
    }

    /** 0 to 100. */
    public static int confidence(long evidence) {
        return (int) (evidence >>> CONFIDENCE_SHIFT) & OCTET;
    }

    /**
     * Why.
     *
     * @throws IllegalArgumentException if nothing is known
     */
    public static ClientReason reason(long evidence) {
        return ClientReason.ofCode(reasonCode(evidence));
    }

    /** The code of the reason; 0 if nothing is known. */
    public static int reasonCode(long evidence) {
        return (int) (evidence >>> REASON_SHIFT) & OCTET;
    }

    private static long of(int side, ClientReason reason, int confidence) {
        return (long) reason.code() << REASON_SHIFT | confidence << CONFIDENCE_SHIFT | side;
    }
}
