package io.weir.job.check;

import io.weir.job.config.AlertsConfiguration;
import io.weir.job.config.SigningKey;
import io.weir.job.config.SyslogConfiguration;
import io.weir.job.config.SyslogServer;
import io.weir.job.config.SyslogServer.Transport;
import io.weir.job.config.WebhookConfiguration;
import io.weir.job.elasticsearch.TrustedAuthority;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Whether a receiver of alerts can be reached. It is told nothing.
 *
 * @param what the key and the receiver
 * @param caFile whom its certificate is believed by; null for those of the JDK
 * @param caKey the key that names the file
 */
record AlertReceiverCheck(
        String what,
        String host,
        int port,
        Transport transport,
        @Nullable String caFile,
        String caKey)
        implements Check {

    private static final int TIMEOUT_MILLIS = 5_000;

    /** All that are configured. */
    static List<Check> of(AlertsConfiguration alerts) {
        List<Check> checks = new ArrayList<>();
        WebhookConfiguration webhook = alerts.webhook();
        if (!webhook.urls().isEmpty()) {
            checks.add(() -> secretOf(webhook));
        }
        webhook.urls()
                .forEach(
                        url ->
                                checks.add(
                                        new AlertReceiverCheck(
                                                "alerts.webhook.urls " + url,
                                                url.uri().getHost(),
                                                url.port(),
                                                url.isTls() ? Transport.TLS : Transport.TCP,
                                                webhook.caFile(),
                                                "alerts.webhook.ca-file")));
        alerts.syslog().servers().forEach(server -> checks.add(of(server, alerts.syslog())));
        return checks;
    }

    private static Check of(SyslogServer server, SyslogConfiguration syslog) {
        return new AlertReceiverCheck(
                "alerts.syslog.servers " + server,
                server.host(),
                server.port(),
                server.transport(),
                syslog.caFile(),
                "alerts.syslog.ca-file");
    }

    private static Finding secretOf(WebhookConfiguration webhook) {
        String what = "alerts.webhook.secret";
        try {
            int bits = 8 * SigningKey.bytes(webhook.secret().reveal()).length;
            return bits < 128
                    ? Finding.warning(what, "has " + bits + " bits: easily guessed; take 256.")
                    : Finding.ok(what, bits + " bits.");
        } catch (RuntimeException e) {
            return Finding.failed(what, e.getMessage());
        }
    }

    @Override
    public Finding perform() {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (transport == Transport.UDP) {
                return Finding.ok(what, "is " + address.getHostAddress() + "; UDP tells no more.");
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                if (transport == Transport.TLS) {
                    shakeHands(socket);
                }
            }
            return Finding.ok(what, "listens.");
        } catch (UnknownHostException e) {
            return unreachable("the host name is unknown");
        } catch (ConnectException e) {
            return unreachable("connection refused");
        } catch (IOException e) {
            return unreachable(e.getMessage());
        } catch (IllegalArgumentException e) {
            return Finding.failed(what, e.getMessage());
        }
    }

    private Finding unreachable(String reason) {
        return Finding.warning(what, reason + ": alerts wait until it answers.");
    }

    private void shakeHands(Socket plain) throws IOException {
        SSLContext context = TrustedAuthority.contextOf(caFile, caKey);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }
}
