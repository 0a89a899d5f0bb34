package io.weir.job.config;

import io.weir.udp.AllowList;
import io.weir.udp.ForeignSockets;
import io.weir.udp.Listener;
import java.io.Serializable;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where datagrams are received, and whose.
 *
 * @param address the local address to bind; the wildcard address for all
 * @param udp UDP ports and their names, at least one, each name and port once
 * @param allow whose datagrams are taken
 * @param foreignSockets what to do about other programs' sockets on the ports
 * @param receiveBufferBytes the socket's receive buffer to ask the kernel for
 * @param queueBytes what one subtask holds between its sockets and the job
 */
public record ListenConfiguration(
        InetAddress address,
        List<Listener> udp,
        AllowList allow,
        ForeignSockets foreignSockets,
        int receiveBufferBytes,
        long queueBytes)
        implements Serializable {

    static final Key<InetAddress> ADDRESS =
            Key.of(
                    "listen.address",
                    ValueType.ipAddress(),
                    "::",
                    "Local address to receive on; `::` is every address, of IPv4 too. In YAML it"
                            + " needs quotes.");

    static final Key<List<Listener>> UDP =
            Key.of(
                    "listen.udp",
                    ValueType.listOf(ValueType.listener()),
                    "netflow=2055, ipfix=4739, sflow=6343",
                    "UDP ports to receive on, each with a name for its metrics; each takes every"
                            + " protocol. Each name and port once.");

    static final Key<List<String>> ALLOW =
            Key.of(
                    "listen.allow",
                    ValueType.listOf(ValueType.addressPrefix()),
                    "::/0",
                    "Addresses whose datagrams are taken; those of others are counted and dropped."
                            + " `::/0` is everybody, over IPv4 too. In YAML what begins with a"
                            + " colon needs quotes.");

    static final Key<ForeignSockets> FOREIGN_SOCKETS =
            Key.of(
                    "listen.foreign-sockets",
                    ValueType.oneOf(ForeignSockets.class),
                    "refuse",
                    "What to do when another program listens on a port, which would take a share of"
                            + " the datagrams: do not start, or warn only, as pods of one job need"
                            + " that share the host's network.");

    static final Key<Long> RECEIVE_BUFFER =
            Key.of(
                    "listen.receive-buffer",
                    ValueType.bytes("128KiB", "1GiB"),
                    "8MiB",
                    "Receive buffer of each socket; the kernel grants at most"
                            + " `net.core.rmem_max`.");

    static final Key<Long> QUEUE =
            Key.of(
                    "listen.queue",
                    ValueType.bytes("1MiB", "1GiB"),
                    "64MiB",
                    "Datagrams that each receiving subtask holds when the job is behind; what does"
                            + " not fit is dropped and counted.");

    static final List<Key<?>> KEYS =
            List.of(ADDRESS, UDP, ALLOW, FOREIGN_SOCKETS, RECEIVE_BUFFER, QUEUE);

    static ListenConfiguration from(Settings settings) {
        List<Listener> udp = settings.get(UDP);
        refuseTwins(udp, settings);
        return new ListenConfiguration(
                settings.get(ADDRESS),
                udp,
                AllowList.of(settings.get(ALLOW)),
                settings.get(FOREIGN_SOCKETS),
                Math.toIntExact(settings.get(RECEIVE_BUFFER)),
                settings.get(QUEUE));
    }

    private static void refuseTwins(List<Listener> listeners, Settings settings) {
        Set<String> names = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (Listener listener : listeners) {
            if (!names.add(listener.name())) {
                settings.refuse(
                        "listen.udp: the name '"
                                + listener.name()
                                + "' is given to two listeners; rename one.");
            }
            if (!ports.add(listener.port())) {
                settings.refuse(
                        "listen.udp: port "
                                + listener.port()
                                + " is given to two listeners; remove one.");
            }
        }
    }
}
