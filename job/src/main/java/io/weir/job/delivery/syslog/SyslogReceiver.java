package io.weir.job.delivery.syslog;

import io.weir.job.config.SyslogConfiguration;
import io.weir.job.config.SyslogServer;
import io.weir.job.delivery.Courier;
import io.weir.job.delivery.Receiver;
import io.weir.job.elasticsearch.TrustedAuthority;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;
import javax.net.ssl.SSLContext;

/** A syslog server. */
public final class SyslogReceiver implements Receiver {

    private static final long serialVersionUID = 1L;

    private final SyslogServer server;
    @Nullable private final String caFile;
    private final Duration timeout;

    private SyslogReceiver(SyslogServer server, @Nullable String caFile, Duration timeout) {
        this.server = server;
        this.caFile = caFile;
        this.timeout = timeout;
    }

    /** All that are configured. */
    public static List<Receiver> of(SyslogConfiguration configuration) {
        return configuration.servers().stream()
                .<Receiver>map(
                        server ->
                                new SyslogReceiver(
                                        server, configuration.caFile(), configuration.timeout()))
                .toList();
    }

    @Override
    public String name() {
        return server.toString();
    }

    @Override
    public Courier open() {
        return switch (server.transport()) {
            case UDP -> new UdpCourier(server.host(), server.port());
            case TCP -> new StreamCourier(new TcpConnector(server, timeout));
            case TLS ->
                    new StreamCourier(
                            new TlsConnector(new TcpConnector(server, timeout), context()));
        };
    }

    private SSLContext context() {
        return TrustedAuthority.contextOf(caFile, "alerts.syslog.ca-file");
    }
}
