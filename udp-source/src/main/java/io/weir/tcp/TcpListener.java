package io.weir.tcp;

import io.weir.udp.Listener;
import java.io.Serializable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A port to accept connections on.
 *
 * @param listener the port, and its name in metrics and logs
 * @param security whether its connections are encrypted
 */
@PublicEvolving
public record TcpListener(Listener listener, Security security) implements Serializable {

    /** How the bytes of a connection are protected. */
    public enum Security {
        PLAIN,
        TLS
    }

    /** A listener for connections as they come. */
    public static TcpListener plain(Listener listener) {
        return new TcpListener(listener, Security.PLAIN);
    }

    /** A listener for connections over TLS. */
    public static TcpListener tls(Listener listener) {
        return new TcpListener(listener, Security.TLS);
    }

    public String name() {
        return listener.name();
    }

    public int port() {
        return listener.port();
    }
}
