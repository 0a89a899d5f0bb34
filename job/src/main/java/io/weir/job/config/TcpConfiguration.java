package io.weir.job.config;

import io.weir.tcp.TlsFiles;
import io.weir.udp.Listener;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * IPFIX over TCP. The local address and whose connections are taken are those of {@link
 * ListenConfiguration}.
 *
 * @param ports TCP ports and their names; none, and there is no TCP
 * @param tlsPorts the same for connections over TLS
 * @param tls what TLS needs; null if there is no port with TLS
 * @param connections the most open connections of a receiving subtask
 * @param idleTimeout how long a connection may be silent
 * @param queueBytes what one subtask holds between its connections and the job
 */
public record TcpConfiguration(
        List<Listener> ports,
        List<Listener> tlsPorts,
        @Nullable TlsFiles tls,
        int connections,
        Duration idleTimeout,
        long queueBytes)
        implements Serializable {

    static final Key<List<Listener>> PORTS =
            Key.withoutDefault(
                    "tcp.ports",
                    ValueType.listOf(ValueType.listener()),
                    "TCP ports to receive IPFIX on, each with a name for its metrics; without, and"
                            + " without `tcp.tls-ports`, nothing is received over TCP.");

    static final Key<List<Listener>> TLS_PORTS =
            Key.withoutDefault(
                    "tcp.tls-ports",
                    ValueType.listOf(ValueType.listener()),
                    "TCP ports to receive IPFIX over TLS on; needs `tcp.certificate` and"
                            + " `tcp.private-key`.");

    static final Key<String> CERTIFICATE =
            Key.withoutDefault(
                    "tcp.certificate",
                    ValueType.text(),
                    "File on each host that receives: the certificate of the TLS ports in PEM, and"
                            + " behind it those of intermediate authorities.");

    static final Key<String> PRIVATE_KEY =
            Key.withoutDefault(
                    "tcp.private-key",
                    ValueType.text(),
                    "File with the key of the certificate, in PEM (PKCS #8) without a passphrase.");

    static final Key<String> CLIENT_CA =
            Key.withoutDefault(
                    "tcp.client-ca",
                    ValueType.text(),
                    "File with certificates in PEM: exporters must show a certificate that one of"
                            + " them signed. Without, exporters need none.");

    static final Key<Integer> CONNECTIONS =
            Key.of(
                    "tcp.connections",
                    ValueType.integer(1, 100_000),
                    "1000",
                    "Open connections of each receiving subtask, of up to 80 KiB each; further ones"
                            + " are refused and counted.");

    static final Key<Duration> IDLE_TIMEOUT =
            Key.of(
                    "tcp.idle-timeout",
                    ValueType.duration("10s", "7d"),
                    "30m",
                    "A connection on which nothing came for this long is closed.");

    static final Key<Long> QUEUE =
            Key.of(
                    "tcp.queue",
                    ValueType.bytes("1MiB", "1GiB"),
                    "64MiB",
                    "Messages that each receiving subtask holds when the job is behind; when it is"
                            + " full, exporters wait.");

    static final List<Key<?>> KEYS =
            List.of(
                    PORTS,
                    TLS_PORTS,
                    CERTIFICATE,
                    PRIVATE_KEY,
                    CLIENT_CA,
                    CONNECTIONS,
                    IDLE_TIMEOUT,
                    QUEUE);

    public TcpConfiguration {
        ports = List.copyOf(ports);
        tlsPorts = List.copyOf(tlsPorts);
    }

    static TcpConfiguration from(Settings settings) {
        List<Listener> ports = settings.getAll(PORTS);
        List<Listener> tlsPorts = settings.getAll(TLS_PORTS);
        refuseTwins(Stream.concat(ports.stream(), tlsPorts.stream()).toList(), settings);
        return new TcpConfiguration(
                ports,
                tlsPorts,
                tlsPorts.isEmpty() ? null : tls(settings),
                settings.get(CONNECTIONS),
                settings.get(IDLE_TIMEOUT),
                settings.get(QUEUE));
    }

    /** Whether anything is received over TCP. */
    public boolean isEnabled() {
        return !ports.isEmpty() || !tlsPorts.isEmpty();
    }

    /** All ports, those with TLS behind the others. */
    public List<Listener> allPorts() {
        return Stream.concat(ports.stream(), tlsPorts.stream()).toList();
    }

    private static TlsFiles tls(Settings settings) {
        for (Key<String> needed : List.of(CERTIFICATE, PRIVATE_KEY)) {
            if (!settings.isGiven(needed)) {
                settings.refuse(
                        needed.name() + ": is not given, but tcp.tls-ports needs it; name a file.");
            }
        }
        return new TlsFiles(
                settings.get(CERTIFICATE), settings.get(PRIVATE_KEY), settings.get(CLIENT_CA));
    }

    private static void refuseTwins(List<Listener> listeners, Settings settings) {
        Set<String> names = new HashSet<>();
        Set<Integer> numbers = new HashSet<>();
        for (Listener listener : listeners) {
            if (!names.add(listener.name())) {
                settings.refuse(
                        "tcp.ports, tcp.tls-ports: the name '"
                                + listener.name()
                                + "' is given to two listeners; rename one.");
            }
            if (!numbers.add(listener.port())) {
                settings.refuse(
                        "tcp.ports, tcp.tls-ports: port "
                                + listener.port()
                                + " is given to two listeners; remove one.");
            }
        }
    }
}
