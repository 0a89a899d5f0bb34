package io.weir.job.config;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * Alerts by syslog.
 *
 * @param servers where each alert is sent to; none, and there is no syslog
 * @param facility of all messages
 * @param enterprise the private enterprise number that the names of our data stand under
 * @param caFile certificates in PEM format of whom servers are believed by; null for the JDK's
 * @param selection which alerts
 * @param timeout how long a connection or a message may take
 * @param bufferBytes what may wait for each server
 */
public record SyslogConfiguration(
        List<SyslogServer> servers,
        SyslogFacility facility,
        int enterprise,
        @Nullable String caFile,
        AlertSelection selection,
        Duration timeout,
        long bufferBytes)
        implements Serializable {

    static final Key<List<SyslogServer>> SERVERS =
            Key.withoutDefault(
                    "alerts.syslog.servers",
                    ValueType.listOf(ValueType.syslogServer()),
                    "Where alerts are sent to, each to all of them.");

    static final Key<SyslogFacility> FACILITY =
            Key.of(
                    "alerts.syslog.facility",
                    ValueType.oneOf(SyslogFacility.class),
                    "local0",
                    "Facility of the messages.");

    static final Key<Integer> ENTERPRISE =
            Key.of(
                    "alerts.syslog.enterprise",
                    ValueType.integer(1, Integer.MAX_VALUE),
                    "32473",
                    "Private enterprise number in the name of the structured data, `weir@32473`."
                            + " The default is that of examples (RFC 5612); give yours if you have"
                            + " one.");

    static final Key<String> CA_FILE =
            Key.withoutDefault(
                    "alerts.syslog.ca-file",
                    ValueType.text(),
                    "PEM file with the certificates of the authorities that the certificates of"
                            + " servers with `tls://` are from, on each host that runs the job;"
                            + " without it those count that the JDK knows.");

    private static final AlertSelection.Keys SELECTION =
            AlertSelection.Keys.of("alerts.syslog", "sent");

    static final Key<Duration> TIMEOUT =
            Key.of(
                    "alerts.syslog.timeout",
                    ValueType.duration("1s", "5m"),
                    "10s",
                    "How long it may take to connect and to write a message, before the connection"
                            + " is given up for a new one.");

    static final Key<Long> BUFFER =
            Key.of(
                    "alerts.syslog.buffer",
                    ValueType.bytes("64KiB", "256MiB"),
                    "1MiB",
                    "What may wait for each server: the bridge over an outage. It is part of the"
                            + " checkpoints. When it is full, the oldest alerts in it are dropped"
                            + " and counted.");

    static final List<Key<?>> KEYS =
            Stream.of(
                            List.of(SERVERS, FACILITY, ENTERPRISE, CA_FILE),
                            SELECTION.all(),
                            List.of(TIMEOUT, BUFFER))
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    public SyslogConfiguration {
        servers = List.copyOf(servers);
    }

    static SyslogConfiguration from(Settings settings) {
        return new SyslogConfiguration(
                settings.getAll(SERVERS),
                settings.get(FACILITY),
                settings.get(ENTERPRISE),
                settings.get(CA_FILE),
                AlertSelection.from(settings, SELECTION),
                settings.get(TIMEOUT),
                settings.get(BUFFER));
    }

    /** Whose certificates are believed; empty for those that the JDK knows. */
    public Optional<Path> trustedAuthority() {
        return Optional.ofNullable(caFile).map(Path::of);
    }
}
