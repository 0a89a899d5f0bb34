package io.weir.operators.detect;

/**
 * What the flags of one way of a flow say of its TCP connection: they are the OR of those of all
 * packets.
 */
enum TcpFlow {
    /** SYN without ACK: it asked for a connection and did not go on. */
    ATTEMPT,

    /** Nothing but RST, with or without ACK: it refused a connection. */
    REFUSAL,

    /** SYN and ACK, and no data: it took a connection, and nothing followed. */
    ACCEPTANCE,

    /** SYN and ACK, and data or an end. */
    SESSION,

    /** No SYN: a part of a connection. */
    PART,

    /** None of these flags: the exporter does not tell them. */
    UNKNOWN;

    /** The bits that say something of it. */
    static final int TELLING =
            TcpFlags.FIN | TcpFlags.SYN | TcpFlags.RST | TcpFlags.PSH | TcpFlags.ACK;

    /**
     * What these flags say.
     *
     * @param all any number: bits that say nothing of it do not count
     */
    static TcpFlow of(long all) {
        int flags = (int) all & TELLING;
        int handshake = flags & TcpFlags.SYN_ACK;
        if (flags == 0) {
            return UNKNOWN;
        }
        if (handshake == TcpFlags.SYN) {
            return ATTEMPT;
        }
        if (handshake == TcpFlags.SYN_ACK) {
            boolean goesOn = (flags & (TcpFlags.FIN | TcpFlags.PSH)) != 0;
            return goesOn ? SESSION : ACCEPTANCE;
        }
        return (flags & ~TcpFlags.ACK) == TcpFlags.RST ? REFUSAL : PART;
    }
}
