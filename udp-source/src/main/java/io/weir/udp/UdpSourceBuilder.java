package io.weir.udp;

import io.weir.receive.ReceiveBounds;
import io.weir.udp.reader.UdpReaderOptions;
import io.weir.udp.split.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.annotation.PublicEvolving;

/** Builds a {@link UdpSource}. Only a listener must be given. */
@PublicEvolving
public final class UdpSourceBuilder {

    public static final int DEFAULT_RECEIVE_BUFFER_BYTES = 8 << 20;

    public static final long DEFAULT_QUEUE_BYTES = 64L << 20;

    public static final Duration DEFAULT_WATERMARK_INTERVAL = Duration.ofSeconds(1);

    private static final int MIN_BUFFER_BYTES = 128 << 10;

    private InetAddress bind = ReceiveBounds.dualStackWildcard();
    private final List<Listener> listeners = new ArrayList<>();
    private AllowList allow = AllowList.EVERYBODY;
    private ForeignSockets foreignSockets = ForeignSockets.REFUSE;
    private int receiveBufferBytes = DEFAULT_RECEIVE_BUFFER_BYTES;
    private long queueBytes = DEFAULT_QUEUE_BYTES;
    private Duration watermarkInterval = DEFAULT_WATERMARK_INTERVAL;

    UdpSourceBuilder() {}

    /**
     * The local address to listen on. Default: all addresses of the host, IPv6 and IPv4; {@code
     * 0.0.0.0} is all of IPv4 only.
     */
    public UdpSourceBuilder bind(InetAddress address) {
        this.bind = Objects.requireNonNull(address, "bind");
        return this;
    }

    /**
     * Adds a port to listen on. Names and ports stand once each.
     *
     * @param name in metrics and messages, 1 to 32 of a-z, 0-9 and -
     * @param port 1 to 65535
     * @throws IllegalArgumentException if one is not allowed
     */
    public UdpSourceBuilder listener(String name, int port) {
        return listeners(List.of(new Listener(name, port)));
    }

    /** Adds ports to listen on. Names and ports stand once each. */
    public UdpSourceBuilder listeners(List<Listener> more) {
        this.listeners.addAll(more);
        return this;
    }

    /** Whose datagrams are taken; default {@link AllowList#EVERYBODY}. Others' are counted. */
    public UdpSourceBuilder allow(AllowList senders) {
        this.allow = Objects.requireNonNull(senders, "allow");
        return this;
    }

    /** What to do about another program's sockets on the ports; default: refuse to start. */
    public UdpSourceBuilder foreignSockets(ForeignSockets policy) {
        this.foreignSockets = Objects.requireNonNull(policy, "foreignSockets");
        return this;
    }

    /**
     * The receive buffer to ask the kernel for, per port and subtask, 128 KiB or more; default 8
     * MiB. It bridges the pauses of the receive thread. The kernel grants at most {@code
     * net.core.rmem_max}.
     */
    public UdpSourceBuilder receiveBufferBytes(int bytes) {
        this.receiveBufferBytes = bytes;
        return this;
    }

    /**
     * The most heap that received datagrams may hold in a subtask until they are emitted, 128 KiB
     * to 1 GiB; default 64 MiB. It bridges the pauses of the job, and is the most a checkpoint
     * holds per subtask.
     */
    public UdpSourceBuilder queueBytes(long bytes) {
        this.queueBytes = bytes;
        return this;
    }

    /** The least time between two watermarks of a subtask, 10 ms to 1 min; default 1 s. */
    public UdpSourceBuilder watermarkInterval(Duration interval) {
        this.watermarkInterval = Objects.requireNonNull(interval, "watermarkInterval");
        return this;
    }

    /**
     * Builds the source.
     *
     * @throws IllegalArgumentException if a value is not allowed; the message names all of them,
     *     one a line, with what is allowed
     */
    public UdpSource build() {
        List<String> problems = new ArrayList<>();
        checkListeners(problems);
        if (receiveBufferBytes < MIN_BUFFER_BYTES) {
            problems.add(
                    "receiveBufferBytes is %d: give %d (128 KiB) or more."
                            .formatted(receiveBufferBytes, MIN_BUFFER_BYTES));
        }
        ReceiveBounds.check(queueBytes, watermarkInterval, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new UdpSource(
                listeners.stream().map(this::endpoint).toList(),
                new UdpReaderOptions(
                        receiveBufferBytes,
                        queueBytes,
                        watermarkInterval,
                        allow,
                        foreignSockets,
                        UUID.randomUUID().toString()));
    }

    private void checkListeners(List<String> problems) {
        if (listeners.isEmpty()) {
            problems.add("There is no listener: give one or more, for example netflow=2055.");
        }
        Set<String> names = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (Listener listener : listeners) {
            if (!names.add(listener.name())) {
                problems.add("Two listeners are named %s: rename one.".formatted(listener.name()));
            }
            if (!ports.add(listener.port())) {
                problems.add("Two listeners have port %d: remove one.".formatted(listener.port()));
            }
        }
    }

    private Endpoint endpoint(Listener listener) {
        return new Endpoint(listener.name(), new InetSocketAddress(bind, listener.port()));
    }
}
