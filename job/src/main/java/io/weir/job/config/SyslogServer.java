package io.weir.job.config;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/**
 * A receiver of syslog messages.
 *
 * @param host a name or an address, an IPv6 address without brackets
 * @param port from 1 to 65535
 */
public record SyslogServer(Transport transport, String host, int port) implements Serializable {

    /** How messages get there. */
    public enum Transport {
        /** A message in each datagram (RFC 5426). */
        UDP,
        /** Messages with their length before them (RFC 6587 §3.4.1). */
        TCP,
        /** The same over TLS (RFC 5425). */
        TLS
    }

    static Optional<SyslogServer> parse(String text) {
        for (Transport transport : Transport.values()) {
            String scheme = schemeOf(transport);
            if (text.startsWith(scheme)) {
                return ValueType.hostAndPort()
                        .parse(text.substring(scheme.length()))
                        .map(server -> of(transport, server));
            }
        }
        return Optional.empty();
    }

    private static SyslogServer of(Transport transport, String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String host = hostAndPort.substring(0, colon);
        return new SyslogServer(
                transport,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    private static String schemeOf(Transport transport) {
        return transport.name().toLowerCase(Locale.ROOT) + "://";
    }

    /** As it is configured. */
    @Override
    public String toString() {
        return schemeOf(transport) + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
