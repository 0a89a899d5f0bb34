package io.weir.tcp;

import java.io.Serializable;
import java.util.regex.Pattern;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A port to accept connections on.
 *
 * @param name names it in metrics and logs, 1 to 32 of a to z, 0 to 9 and {@code -}
 * @param port 1 to 65535
 * @param security whether its connections are encrypted
 */
@PublicEvolving
public record TcpListener(String name, int port, Security security) implements Serializable {

    /** How the bytes of a connection are protected. */
    public enum Security {
        PLAIN,
        TLS
    }

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    private static final int MAX_PORT = 65_535;

    public TcpListener {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' names no listener: use 1 to 32 of a to z, 0 to 9 and -.");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("A port is 1 to 65535, not " + port + ".");
        }
    }

    /** A listener for connections as they come. */
    public static TcpListener plain(String name, int port) {
        return new TcpListener(name, port, Security.PLAIN);
    }

    /** A listener for connections over TLS. */
    public static TcpListener tls(String name, int port) {
        return new TcpListener(name, port, Security.TLS);
    }
}
