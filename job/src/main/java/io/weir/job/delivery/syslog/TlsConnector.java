package io.weir.job.delivery.syslog;

import io.weir.job.config.SyslogServer;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connections by TLS, to servers whose certificate is of the host's name (RFC 5425 §5.2). */
final class TlsConnector implements StreamConnector {

    private final TcpConnector tcp;
    private final SSLContext context;

    TlsConnector(TcpConnector tcp, SSLContext context) {
        this.tcp = tcp;
        this.context = context;
    }

    @Override
    public Socket connect() throws IOException {
        SyslogServer server = tcp.server();
        Socket plain = tcp.connect();
        try {
            SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(plain, server.host(), server.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** Below TLS, whose own close would wait for a write that is stuck. */
    @Override
    public void abort() {
        tcp.abort();
    }
}
