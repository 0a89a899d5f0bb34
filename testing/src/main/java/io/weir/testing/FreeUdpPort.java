package io.weir.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Finds UDP ports that nobody listens on. */
public final class FreeUdpPort {

    private FreeUdpPort() {}

    /** A port of the loopback address that was free a moment ago. */
    public static int find() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free UDP port.", e);
        }
    }
}
