package io.weir.udp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Free ports and senders on loopback. */
public final class LoopbackPorts {

    /**
     * How many datagrams of up to 1500 bytes have room even in the smallest receive buffer that a
     * source asks for, 128 KiB: the kernel counts up to 4.5 KiB for one, and twice that buffer.
     */
    public static final int BURST = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
                send(sender, to, port, payload);
            }
        }
    }

    /**
     * Sends each text as a datagram, all from one new source port and none before all but the last
     * {@link #BURST} were received: a receiver that gets no processor for a while loses nothing.
     *
     * @param received how many datagrams were received, those of earlier senders included
     */
    public static void sendAsReceived(
            InetAddress to, int port, List<String> payloads, LongSupplier received)
            throws IOException {
        long before = received.getAsLong();
        try (DatagramSocket sender = new DatagramSocket()) {
            int sent = 0;
            for (String payload : payloads) {
                send(sender, to, port, payload);
                sent++;
                if (sent % BURST == 0 || sent == payloads.size()) {
                    awaitCount(received, before + sent);
                }
            }
        }
    }

    /** Returns soon after the count is reached, unlike a wait that asks ten times a second. */
    public static void awaitCount(LongSupplier counter, long count) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> counter.getAsLong() == count);
    }

    private static void send(DatagramSocket sender, InetAddress to, int port, String payload)
            throws IOException {
        byte[] bytes = payload.getBytes(US_ASCII);
        sender.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(to, port)));
    }
}
