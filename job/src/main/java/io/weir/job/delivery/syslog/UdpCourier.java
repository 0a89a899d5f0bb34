package io.weir.job.delivery.syslog;

import io.weir.job.delivery.Attempt;
import io.weir.job.delivery.Courier;
import io.weir.job.delivery.Parcel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import javax.annotation.Nullable;

/**
 * Sends each message in a datagram (RFC 5426). Whether it arrives, nobody knows; a host that says
 * that nobody listens is believed.
 */
final class UdpCourier implements Courier {

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
            return Attempt.taken();
        } catch (UnknownHostException e) {
            return Attempt.unavailable("the host name is unknown");
        } catch (IOException e) {
            close();
            return Attempt.unavailable(e.getMessage());
        }
    }

    private void connect() throws IOException {
        InetAddress address = InetAddress.getByName(host);
        DatagramSocket opened = new DatagramSocket();
        try {
            opened.connect(new InetSocketAddress(address, port));
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
