package io.weir.tcp;

import io.weir.receive.ReceiveBounds;
import io.weir.tcp.reader.ConnectionLimits;
import io.weir.tcp.reader.TcpReaderOptions;
import io.weir.udp.AllowList;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/** Builds a {@link TcpSource}. Only the listeners must be given, and for TLS its files. */
@PublicEvolving
public final class TcpSourceBuilder {

    public static final int DEFAULT_CONNECTIONS = 1_000;

    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofMinutes(30);

    public static final Duration DEFAULT_MESSAGE_TIMEOUT = Duration.ofSeconds(30);

    public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    public static final long DEFAULT_QUEUE_BYTES = 64L << 20;

    public static final Duration DEFAULT_WATERMARK_INTERVAL = Duration.ofSeconds(1);

    private InetAddress bind = ReceiveBounds.dualStackWildcard();
    private List<TcpListener> listeners = List.of();
    @Nullable private TlsFiles tls;
    private AllowList allowed = AllowList.EVERYBODY;
    private int connections = DEFAULT_CONNECTIONS;
    private Duration idleTimeout = DEFAULT_IDLE_TIMEOUT;
    private Duration messageTimeout = DEFAULT_MESSAGE_TIMEOUT;
    private Duration handshakeTimeout = DEFAULT_HANDSHAKE_TIMEOUT;
    private long queueBytes = DEFAULT_QUEUE_BYTES;
    private Duration watermarkInterval = DEFAULT_WATERMARK_INTERVAL;

    TcpSourceBuilder() {}

    /**
     * The local address to listen on. Default: all addresses of the host, IPv6 and IPv4; {@code
     * 0.0.0.0} is all of IPv4 only.
     */
    public TcpSourceBuilder bind(InetAddress address) {
        this.bind = Objects.requireNonNull(address, "bind");
        return this;
    }

    /** The ports to listen on, one or more, each name and each port once. */
    public TcpSourceBuilder listeners(List<TcpListener> values) {
        this.listeners = List.copyOf(values);
        return this;
    }

    /** What listeners with TLS need; without one, it is not read. */
    public TcpSourceBuilder tls(TlsFiles files) {
        this.tls = Objects.requireNonNull(files, "tls");
        return this;
    }

    /** Whose connections are taken. Default: everybody's. */
    public TcpSourceBuilder allow(AllowList senders) {
        this.allowed = Objects.requireNonNull(senders, "allow");
        return this;
    }

    /**
     * The most connections of a subtask, 1 or more; default 1000. Each holds up to 64 KiB for the
     * message that is coming in.
     */
    public TcpSourceBuilder connections(int most) {
        this.connections = most;
        return this;
    }

    /** Connections on which nothing comes for so long are closed; default 30 min. */
    public TcpSourceBuilder idleTimeout(Duration timeout) {
        this.idleTimeout = Objects.requireNonNull(timeout, "idleTimeout");
        return this;
    }

    /** How long a message may take from its first byte to its last; default 30 s. */
    public TcpSourceBuilder messageTimeout(Duration timeout) {
        this.messageTimeout = Objects.requireNonNull(timeout, "messageTimeout");
        return this;
    }

    /** How long a TLS handshake may take; default 10 s. */
    public TcpSourceBuilder handshakeTimeout(Duration timeout) {
        this.handshakeTimeout = Objects.requireNonNull(timeout, "handshakeTimeout");
        return this;
    }

    /**
     * The heap that received messages may hold in a subtask until they are emitted, 128 KiB to 1
     * GiB; default 64 MiB. When it is full nothing is read until half of it is free again: it can
     * be exceeded by what one read of each connection gives, 16 KiB of messages each.
     */
    public TcpSourceBuilder queueBytes(long bytes) {
        this.queueBytes = bytes;
        return this;
    }

    /** The least time between two watermarks of a subtask, 10 ms to 1 min; default 1 s. */
    public TcpSourceBuilder watermarkInterval(Duration interval) {
        this.watermarkInterval = Objects.requireNonNull(interval, "watermarkInterval");
        return this;
    }

    /**
     * Builds the source.
     *
     * @throws IllegalArgumentException if a value is not allowed; the message names all of them,
     *     one a line, with what is allowed
     */
    public TcpSource build() {
        List<String> problems = new ArrayList<>();
        checkListeners(problems);
        if (connections < 1) {
            problems.add("connections is %d: give 1 or more.".formatted(connections));
        }
        checkPositive("idleTimeout", idleTimeout, problems);
        checkPositive("messageTimeout", messageTimeout, problems);
        checkPositive("handshakeTimeout", handshakeTimeout, problems);
        ReceiveBounds.check(queueBytes, watermarkInterval, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new TcpSource(
                new TcpReaderOptions(
                        bind,
                        listeners,
                        needsTls() ? tls : null,
                        allowed,
                        new ConnectionLimits(
                                connections, idleTimeout, messageTimeout, handshakeTimeout),
                        queueBytes,
                        watermarkInterval));
    }

    private void checkListeners(List<String> problems) {
        if (listeners.isEmpty()) {
            problems.add("listeners is empty: give one or more.");
        }
        Set<Integer> ports = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (TcpListener listener : listeners) {
            if (!ports.add(listener.port())) {
                problems.add(
                        "listeners has port %d twice: name it once.".formatted(listener.port()));
            }
            if (!names.add(listener.name())) {
                problems.add(
                        "listeners has '%s' twice: give each its own name."
                                .formatted(listener.name()));
            }
        }
        if (needsTls() && tls == null) {
            problems.add("tls is not given: a listener with TLS needs a certificate and its key.");
        }
    }

    private boolean needsTls() {
        return listeners.stream()
                .anyMatch(listener -> listener.security() == TcpListener.Security.TLS);
    }

    private static void checkPositive(String name, Duration value, List<String> problems) {
        if (value.toMillis() < 1) {
            problems.add("%s is %s: give 1 ms or more.".formatted(name, value));
        }
    }
}
