package io.weir.operators.traffic;

/**
 * A service in one number: the port of the server, bit 16 where there is one, and the IP protocol
 * above that.
 *
 * @param protocol 0 to 255
 * @param port 0 to 65535; {@link #NO_PORT} if the protocol has no ports, or the server's is not
 *     known
 */
public record ServiceKey(int protocol, int port) {

    public static final int NO_PORT = -1;

    /** The key of a flow that does not say its protocol. */
    static final long NONE = -1;

    private static final int PROTOCOL_SHIFT = 17;
    private static final int HAS_PORT = 1 << 16;

    static long of(int protocol, int port) {
        return (long) protocol << PROTOCOL_SHIFT | (port == NO_PORT ? 0 : HAS_PORT | port);
    }

    /** Takes a key apart. */
    public static ServiceKey of(long key) {
        boolean hasPort = (key & HAS_PORT) != 0;
        return new ServiceKey(
                (int) (key >>> PROTOCOL_SHIFT), hasPort ? (int) key & HAS_PORT - 1 : NO_PORT);
    }
}
