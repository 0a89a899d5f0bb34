package io.weir.job.delivery.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server of octet-counted messages (RFC 6587 §3.4.1) that reads strictly. */
final class StreamServer implements AutoCloseable {

    private final ServerSocket server;
    private final List<ParsedMessage> messages = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private StreamServer(ServerSocket server) {
        this.server = server;
        Thread thread = new Thread(this::accept, "test syslog server");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Starts one.
     *
     * @param sockets those of TLS, or plain ones
     * @param port 0 for any
     */
    static StreamServer start(ServerSocketFactory sockets, int port) throws IOException {
        return new StreamServer(
                sockets.createServerSocket(port, 10, InetAddress.getLoopbackAddress()));
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                connections.add(connection);
                read(connection.getInputStream());
            } catch (IOException closed) {
                // By us, and the next is served, or by the client.
            } catch (AssertionError e) {
                faults.add(e.getMessage());
            }
        }
    }

    private void read(InputStream in) throws IOException {
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            int length = 0;
            if (octet < '1' || octet > '9') {
                throw new AssertionError("MSG-LEN begins with " + octet);
            }
            for (; octet != ' '; octet = in.read()) {
                if (octet < '0' || octet > '9') {
                    throw new AssertionError("MSG-LEN has " + octet);
                }
                length = 10 * length + octet - '0';
            }
            byte[] message = in.readNBytes(length);
            if (message.length == length) {
                messages.add(ParsedMessage.of(message));
            }
        }
    }

    List<ParsedMessage> messages() {
        return messages;
    }

    /** What was not as the RFCs say. */
    List<String> faults() {
        return faults;
    }

    int connections() {
        return connections.size();
    }

    /** Ends the newest connection. */
    void hangUp() throws IOException {
        connections.get(connections.size() - 1).close();
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
