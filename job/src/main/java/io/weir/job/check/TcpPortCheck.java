package io.weir.job.check;

import io.weir.codec.IpAddress;
import io.weir.udp.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/**
 * Whether a TCP port can be listened on by this process alone: bound without SO_REUSEPORT, with
 * which a second process would share the port unnoticed and take part of the connections.
 */
record TcpPortCheck(InetAddress address, Listener listener) implements Check {

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    @Override
    public Finding perform() {
        String what =
                String.format(
                        "TCP %s port %d (%s)",
                        IpAddress.ofBytes(address.getAddress()), listener.port(), listener.name());
        try (ServerSocketChannel channel = open()) {
            channel.bind(
                    address.isAnyLocalAddress()
                            ? new InetSocketAddress(listener.port())
                            : new InetSocketAddress(address, listener.port()));
            return Finding.ok(what, "free.");
        } catch (IOException e) {
            return Finding.failed(what, "cannot be bound (" + e.getMessage() + "): " + cure());
        }
    }

    private ServerSocketChannel open() throws IOException {
        return address.getAddress().length == 4
                ? ServerSocketChannel.open(StandardProtocolFamily.INET)
                : ServerSocketChannel.open();
    }

    private String cure() {
        return listener.port() < FIRST_UNPRIVILEGED_PORT
                ? "ports below 1024 need CAP_NET_BIND_SERVICE; grant it, or change tcp.ports or"
                        + " tcp.tls-ports."
                : "see who listens there with `ss -ltnp`, and stop it or change tcp.ports or"
                        + " tcp.tls-ports.";
    }
}
