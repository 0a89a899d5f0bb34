package io.weir.tcp;

import io.weir.udp.Loopback;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The sending end of a connection over loopback. */
public final class TcpExporter implements Closeable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;

    private TcpExporter(Socket socket) throws SocketException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** A TCP port that nobody holds now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, Loopback.IPV4)) {
            return socket.getLocalPort();
        }
    }

    public static TcpExporter connect(int port) throws IOException {
        return new TcpExporter(new Socket(Loopback.IPV4, port));
    }

    /** Connects with TLS; the handshake is done when this returns, as far as the client knows. */
    public static TcpExporter connect(int port, SSLContext tls, String... protocols)
            throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(Loopback.IPV4, port);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
        return new TcpExporter(socket);
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    public void send(byte[]... messages) throws IOException {
        for (byte[] message : messages) {
            socket.getOutputStream().write(message);
        }
        socket.getOutputStream().flush();
    }

    /** Waits for the other end to close the connection; false if it does not within 10 s. */
    public boolean isClosedByCollector() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
    }

    /** Ends the connection in order. */
    public void hangUp() throws IOException {
        socket.close();
    }

    /** Breaks the connection off: the other end gets a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
