package io.weir.operators.enrich.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.xbill.DNS.Message;

/** A resolver on loopback that answers as it is told to. */
final class FakeResolver implements AutoCloseable {

    private final DatagramSocket socket;
    private final Thread thread;
    private final Function<Message, byte[]> answers;
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * @param answers gives the octets of an answer, or null to say nothing
     */
    FakeResolver(Function<Message, byte[]> answers) throws IOException {
        this.answers = answers;
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread = new Thread(this::run, "fake-resolver");
        thread.setDaemon(true);
        thread.start();
    }

    /** Never answers. */
    static byte[] silent(Message query) {
        return null;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    int asked() {
        return asked.get();
    }

    private void run() {
        byte[] buffer = new byte[2_048];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                asked.incrementAndGet();
                byte[] query = Arrays.copyOf(buffer, packet.getLength());
                byte[] answer = answers.apply(new Message(query));
                if (answer != null) {
                    socket.send(
                            new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (SocketException closed) {
            // The end of the test.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        thread.join();
    }
}
