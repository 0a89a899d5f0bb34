package io.weir.job.delivery.syslog;

import io.weir.job.config.SyslogServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.annotation.Nullable;

/** Connections by TCP. */
final class TcpConnector implements StreamConnector {

    /** What a server has not taken that is gone counts as delivered: so, not much. */
    private static final int SEND_BUFFER_BYTES = 64 << 10;

    private final SyslogServer server;
    private final int timeoutMillis;
    @Nullable private volatile Socket newest;

    TcpConnector(SyslogServer server, Duration timeout) {
        this.server = server;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    SyslogServer server() {
        return server;
    }

    @Override
    public Socket connect() throws IOException {
        InetAddress address = InetAddress.getByName(server.host());
        Socket socket = new Socket();
        newest = socket;
        try {
            socket.setSendBufferSize(SEND_BUFFER_BYTES);
            socket.connect(new InetSocketAddress(address, server.port()), timeoutMillis);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoTimeout(timeoutMillis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void abort() {
        Socket socket = newest;
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
