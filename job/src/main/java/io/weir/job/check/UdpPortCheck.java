package io.weir.job.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/**
 * Whether a port can be listened on by this process alone: bound without SO_REUSEPORT, with which a
 * second process would share the port unnoticed and take part of the datagrams.
 */
record UdpPortCheck(InetAddress address, int port, UdpPortHolders holders) implements Check {

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    @Override
    public Finding perform() {
        String what = String.format("UDP %s port %d", address.getHostAddress(), port);
        try (DatagramChannel channel = open()) {
            channel.bind(
                    address.isAnyLocalAddress()
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(address, port));
            return Finding.ok(what, "free.");
        } catch (IOException e) {
            return Finding.failed(what, "cannot be bound (" + e.getMessage() + "): " + cure());
        }
    }

    private DatagramChannel open() throws IOException {
        return address.getAddress().length == 4
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : DatagramChannel.open();
    }

    private String cure() {
        if (!isLocal()) {
            return "no interface has this address; set listen.address to one that `ip address`"
                    + " lists, or to \"::\".";
        }
        String held = holders.of(port);
        if (!held.isEmpty()) {
            return "held by " + held + "; stop it or change listen.ports.";
        }
        return port < FIRST_UNPRIVILEGED_PORT
                ? "ports below 1024 need CAP_NET_BIND_SERVICE; grant it or change listen.ports."
                : "change listen.ports, or find what is in the way with `ss -lunp`.";
    }

    private boolean isLocal() {
        try {
            return address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return true; // unknown: the other cures stay possible
        }
    }
}
