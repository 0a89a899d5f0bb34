package io.weir.udp;

import io.weir.udp.reader.UdpReaderOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.annotation.PublicEvolving;

/** Builds a {@link UdpSource}. Only the ports must be given. */
@PublicEvolving
public final class UdpSourceBuilder {

    public static final int DEFAULT_RECEIVE_BUFFER_BYTES = 8 << 20;

    public static final long DEFAULT_QUEUE_BYTES = 64L << 20;

    public static final Duration DEFAULT_WATERMARK_INTERVAL = Duration.ofSeconds(1);

    private static final int MIN_BUFFER_BYTES = 128 << 10;

    private static final long MAX_QUEUE_BYTES = 1L << 30;

    private static final Duration MIN_WATERMARK_INTERVAL = Duration.ofMillis(10);

    private static final Duration MAX_WATERMARK_INTERVAL = Duration.ofMinutes(1);

    private static final int MAX_PORT = 65_535;

    private InetAddress bind = dualStackWildcard();
    private List<Integer> ports = List.of();
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

    /** The ports to listen on, one or more, 1 to 65535. */
    public UdpSourceBuilder ports(int... values) {
        return ports(Arrays.stream(values).boxed().collect(Collectors.toList()));
    }

    /** The ports to listen on, one or more, 1 to 65535. */
    public UdpSourceBuilder ports(List<Integer> values) {
        this.ports = List.copyOf(values);
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
        checkPorts(problems);
        if (receiveBufferBytes < MIN_BUFFER_BYTES) {
            problems.add(
                    "receiveBufferBytes is %d: give %d (128 KiB) or more."
                            .formatted(receiveBufferBytes, MIN_BUFFER_BYTES));
        }
        if (queueBytes < MIN_BUFFER_BYTES || queueBytes > MAX_QUEUE_BYTES) {
            problems.add(
                    "queueBytes is %d: give %d (128 KiB) to %d (1 GiB)."
                            .formatted(queueBytes, MIN_BUFFER_BYTES, MAX_QUEUE_BYTES));
        }
        if (watermarkInterval.compareTo(MIN_WATERMARK_INTERVAL) < 0
                || watermarkInterval.compareTo(MAX_WATERMARK_INTERVAL) > 0) {
            problems.add(
                    "watermarkInterval is %s: give 10 ms to 1 min.".formatted(watermarkInterval));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        List<InetSocketAddress> listenOn =
                ports.stream().map(port -> new InetSocketAddress(bind, port)).toList();
        return new UdpSource(
                listenOn, new UdpReaderOptions(receiveBufferBytes, queueBytes, watermarkInterval));
    }

    private void checkPorts(List<String> problems) {
        if (ports.isEmpty()) {
            problems.add("ports is empty: give one or more, for example 2055.");
        }
        Set<Integer> seen = new HashSet<>();
        for (int port : ports) {
            if (port < 1 || port > MAX_PORT) {
                problems.add("ports holds %d: give ports of 1 to 65535.".formatted(port));
            }
            if (!seen.add(port)) {
                problems.add("ports holds %d twice: name it once.".formatted(port));
            }
        }
    }

    private static InetAddress dualStackWildcard() {
        try {
            return InetAddress.getByAddress(new byte[16]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an IPv6 address", e);
        }
    }
}
