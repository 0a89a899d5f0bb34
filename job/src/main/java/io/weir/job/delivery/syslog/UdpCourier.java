package io.weir.job.delivery.syslog;

import io.weir.job.delivery.Attempt;
import io.weir.job.delivery.Courier;
import io.weir.job.delivery.Parcel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.annotation.Nullable;

/**
 * Sends each message in a datagram (RFC 5426). Whether it arrives, nobody knows; a host that says
 * that nobody listens is believed.
 */
final class UdpCourier implements Courier {

    private static final int OBJECTION_MILLIS = 5;

    private final String host;
    private final int port;
    @Nullable private DatagramSocket socket;

    UdpCourier(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public Attempt deliver(Parcel parcel) {
        try {
            if (socket == null) {
                connect();
            }
            socket.send(new DatagramPacket(parcel.content(), parcel.content().length));
            awaitObjection(socket);
            return Attempt.taken();
        } catch (UnknownHostException e) {
            return Attempt.unavailable("the host name is unknown");
        } catch (PortUnreachableException e) {
            close();
            return Attempt.unavailable("nobody listens");
        } catch (IOException e) {
            close();
            return Attempt.unavailable(e.getMessage());
        }
    }

    /** Waits a moment for the host to say that nobody listens (ICMP port unreachable). */
    private static void awaitObjection(DatagramSocket socket) throws IOException {
        try {
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException nobodyObjects) {
            // As it should be.
        }
    }

    private void connect() throws IOException {
        InetAddress address = InetAddress.getByName(host);
        DatagramSocket opened = new DatagramSocket();
        try {
            opened.connect(new InetSocketAddress(address, port));
            opened.setSoTimeout(OBJECTION_MILLIS);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        socket = opened;
    }

    @Override
    public void abort() {
        // Sending a datagram waits for nobody.
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
