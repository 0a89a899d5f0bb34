package io.weir.job.check;

import io.weir.codec.IpAddress;
import io.weir.udp.ForeignSockets;
import io.weir.udp.Listener;
import io.weir.udp.kernel.SocketHolders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/**
 * Whether a port can be listened on by this process alone: bound without SO_REUSEPORT, with which a
 * second process would share the port unnoticed and take part of the datagrams.
 */
record UdpPortCheck(
        InetAddress address, Listener listener, ForeignSockets foreign, SocketHolders holders)
        implements Check {

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    @Override
    public Finding perform() {
        String what =
                String.format(
                        "UDP %s port %d (%s)",
                        IpAddress.ofBytes(address.getAddress()), listener.port(), listener.name());
        try {
            bind(false);
            return Finding.ok(what, "free.");
        } catch (IOException e) {
            String held = holders.ofPort(listener.port());
            if (foreign == ForeignSockets.WARN && canBeShared()) {
                return Finding.warning(
                        what,
                        "shared with "
                                + held
                                + ", which takes a part of the datagrams unless it is of this"
                                + " job.");
            }
            return Finding.failed(what, "cannot be bound (" + e.getMessage() + "): " + cure(held));
        }
    }

    private boolean canBeShared() {
        try {
            bind(true);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false; // what is in the way is told by the bind for this process alone
        }
    }

    private void bind(boolean shared) throws IOException {
        try (DatagramChannel channel = open()) {
            if (shared) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.bind(
                    address.isAnyLocalAddress()
                            ? new InetSocketAddress(listener.port())
                            : new InetSocketAddress(address, listener.port()));
        }
    }

    private DatagramChannel open() throws IOException {
        return address.getAddress().length == 4
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : DatagramChannel.open();
    }

    private String cure(String held) {
        if (!isLocal()) {
            return "no interface has this address; set listen.address to one that `ip address`"
                    + " lists, or to \"::\".";
        }
        if (!held.isEmpty()) {
            return "held by " + held + "; stop it or change listen.udp.";
        }
        return listener.port() < FIRST_UNPRIVILEGED_PORT
                ? "ports below 1024 need CAP_NET_BIND_SERVICE; grant it or change listen.udp."
                : "change listen.udp, or find what is in the way with `ss -lunp`.";
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
