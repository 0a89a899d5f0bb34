package io.weir.operators.conversations;

import java.util.Locale;

/**
 * How far a TCP connection got (RFC 9293 §3.3.2), as far as the flags tell that each end has sent
 * in all: the first of these that holds. The order of packets is not known.
 *
 * <table>
 * <caption>States by flags</caption>
 * <tr><td>{@link #CLOSED}</td><td>both ends sent FIN</td></tr>
 * <tr><td>{@link #REFUSED}</td><td>the client sent SYN only, the server RST and no SYN</td></tr>
 * <tr><td>{@link #RESET}</td><td>an end sent RST</td></tr>
 * <tr><td>{@link #CLOSING}</td><td>one end sent FIN</td></tr>
 * <tr><td>{@link #SYN_SENT}</td><td>the client sent SYN and no ACK, the server nothing</td></tr>
 * <tr><td>{@link #SYN_RECEIVED}</td><td>the server sent SYN, the client no ACK</td></tr>
 * <tr><td>{@link #ESTABLISHED}</td><td>an end sent ACK</td></tr>
 * <tr><td>{@link #UNKNOWN}</td><td>else</td></tr>
 * </table>
 *
 * <p>Where packets were sampled, that none was seen says nothing: {@link #REFUSED} is {@link
 * #RESET} there, {@link #SYN_SENT} and {@link #SYN_RECEIVED} are {@link #UNKNOWN}.
 */
public enum TcpState {
    UNKNOWN(0),
    SYN_SENT(1),
    SYN_RECEIVED(2),
    ESTABLISHED(3),
    CLOSING(4),
    CLOSED(5),
    RESET(6),
    REFUSED(7);

    private static final int FIN = 1;
    private static final int SYN = 1 << 1;
    private static final int RST = 1 << 2;
    private static final int ACK = 1 << 4;

    private final int code;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    TcpState(int code) {
        this.code = code;
    }

    /**
     * The state by the OR of the flags of all packets of each end.
     *
     * @param client flags of who opened the connection
     * @param server flags of the other end; 0 if nothing of it was seen
     * @param isSampled whether packets were left out
     */
    public static TcpState of(int client, int server, boolean isSampled) {
        if (isOver(client, server)) {
            return ofEnded(client, server, isSampled);
        }
        if (has(client | server, FIN)) {
            return CLOSING;
        }
        boolean isAcknowledged = has(client, ACK) || (has(server, ACK) && !has(server, SYN));
        if (isAcknowledged) {
            return ESTABLISHED;
        }
        if (isSampled) {
            return UNKNOWN;
        }
        if (has(server, SYN)) {
            return SYN_RECEIVED;
        }
        return has(client, SYN) && server == 0 ? SYN_SENT : UNKNOWN;
    }

    private static TcpState ofEnded(int client, int server, boolean isSampled) {
        if (has(client & server, FIN)) {
            return CLOSED;
        }
        boolean isRefused = has(client, SYN) && !has(client, ACK | RST) && !has(server, SYN);
        return isRefused && !isSampled ? REFUSED : RESET;
    }

    /** Whether both ends have closed the connection, or one has aborted it. */
    static boolean isOver(int flags, int otherFlags) {
        return has(flags & otherFlags, FIN) || has(flags | otherFlags, RST);
    }

    /** Whether it opens a connection. */
    static boolean opens(int flags) {
        return has(flags, SYN);
    }

    private static boolean has(int flags, int any) {
        return (flags & any) != 0;
    }

    /** The number in messages. */
    public int code() {
        return code;
    }

    /** The name in documents, such as {@code syn-sent}. */
    public String label() {
        return label;
    }
}
