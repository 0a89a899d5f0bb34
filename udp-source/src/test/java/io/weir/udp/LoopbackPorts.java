package io.weir.udp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Free ports and senders on loopback. */
public final class LoopbackPorts {

    private LoopbackPorts() {}

    /** A UDP port that nobody holds now. */
    public static int free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        }
    }

    /** Sends each text as a datagram, all from one new source port. */
    public static void send(InetAddress to, int port, List<String> payloads) throws IOException {
        try (DatagramSocket sender = new DatagramSocket()) {
            for (String payload : payloads) {
                byte[] bytes = payload.getBytes(US_ASCII);
                sender.send(
                        new DatagramPacket(bytes, bytes.length, new InetSocketAddress(to, port)));
            }
        }
    }
}
