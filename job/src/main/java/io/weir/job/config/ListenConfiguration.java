package io.weir.job.config;

import java.io.Serializable;
import java.net.InetAddress;
import java.util.List;

/**
 * Where datagrams are received.
 *
 * @param address the local address to bind; the wildcard address for all
 * @param ports UDP ports, at least one, each 1 to 65535
 * @param receiveBufferBytes the socket's receive buffer to ask the kernel for
 * @param queueBytes what one subtask holds between its sockets and the job
 */
public record ListenConfiguration(
        InetAddress address, List<Integer> ports, int receiveBufferBytes, long queueBytes)
        implements Serializable {

    static final Key<InetAddress> ADDRESS =
            Key.of(
                    "listen.address",
                    ValueType.ipAddress(),
                    "::",
                    "Local address to receive on; `::` is every address, of IPv4 too. In YAML it"
                            + " needs quotes.");

    static final Key<List<Integer>> PORTS =
            Key.of(
                    "listen.ports",
                    ValueType.listOf(ValueType.integer(1, 65535)),
                    "2055, 4739, 6343",
                    "UDP ports to receive on.");

    static final Key<Long> RECEIVE_BUFFER =
            Key.of(
                    "listen.receive-buffer",
                    ValueType.bytes("64KiB", "1GiB"),
                    "8MiB",
                    "Receive buffer of each socket; the kernel grants at most"
                            + " `net.core.rmem_max`.");

    static final Key<Long> QUEUE =
            Key.of(
                    "listen.queue",
                    ValueType.bytes("1MiB", "16GiB"),
                    "64MiB",
                    "Datagrams that each receiving subtask holds when the job is behind; what does"
                            + " not fit is dropped and counted.");

    static final List<Key<?>> KEYS = List.of(ADDRESS, PORTS, RECEIVE_BUFFER, QUEUE);

    static ListenConfiguration from(Settings settings) {
        return new ListenConfiguration(
                settings.get(ADDRESS),
                settings.get(PORTS),
                Math.toIntExact(settings.get(RECEIVE_BUFFER)),
                settings.get(QUEUE));
    }
}
