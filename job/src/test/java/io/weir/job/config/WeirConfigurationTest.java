package io.weir.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.decode.ExporterIdentity;
import io.weir.operators.detect.DistributedLoginBounds;
import io.weir.operators.detect.ExporterInterface;
import io.weir.operators.detect.FloodBounds;
import io.weir.operators.detect.ScanBounds;
import io.weir.operators.detect.SpoofingOptions;
import io.weir.operators.enrich.AsOrder;
import io.weir.operators.enrich.dns.NameScope;
import io.weir.operators.enrich.threat.ThreatFeed;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Metric;
import io.weir.tcp.TlsFiles;
import io.weir.udp.AllowList;
import io.weir.udp.ForeignSockets;
import io.weir.udp.Listener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeirConfigurationTest {

    private static final StreamConfiguration TO_ELASTICSEARCH =
            new StreamConfiguration(Map.of(SinkKind.ELASTICSEARCH, Share.ALL), 0);

    private static final WeirConfiguration DEFAULTS =
            new WeirConfiguration(
                    new ListenConfiguration(
                            address("::"),
                            List.of(
                                    new Listener("netflow", 2055),
                                    new Listener("ipfix", 4739),
                                    new Listener("sflow", 6343)),
                            AllowList.EVERYBODY,
                            ForeignSockets.REFUSE,
                            8 << 20,
                            64L << 20),
                    new TcpConfiguration(
                            List.of(), List.of(), null, 1000, Duration.ofMinutes(30), 64L << 20),
                    new PipelineConfiguration(
                            Role.ALL_IN_ONE, 0, 128, Spread.AUTO, Duration.ofSeconds(10)),
                    new StateConfiguration("weir-state", 2),
                    new KafkaConfiguration(
                            null,
                            "weir-raw",
                            "weir-dead-letters",
                            true,
                            8,
                            1,
                            Duration.ofSeconds(30),
                            Duration.ofHours(1),
                            64L << 20,
                            "weir",
                            KafkaStart.COMMITTED,
                            null,
                            new KafkaSinksConfiguration(
                                    Map.of(), "weir", 8, MessageDelivery.AT_LEAST_ONCE)),
                    new TemplatesConfiguration(Duration.ofHours(24), 4096, 1_000_000),
                    new ExportersConfiguration(
                            ExporterIdentity.ADDRESS,
                            100_000,
                            Duration.ofDays(30),
                            256,
                            256 << 10,
                            64L << 20,
                            Duration.ofMinutes(30),
                            16384,
                            65536,
                            16384,
                            Duration.ofMinutes(1),
                            0,
                            Duration.ofMinutes(5)),
                    new GeoConfiguration(null, null, AsOrder.EXPORTER_FIRST, 65536),
                    new NetworksConfiguration(
                            null,
                            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")),
                    new ThreatsConfiguration(List.of(), null),
                    new NamesConfiguration(null, null, null, null, null, null),
                    new DnsConfiguration(
                            NameScope.OFF, List.of(), Duration.ofSeconds(2), 131_072, 500),
                    new DuplicatesConfiguration(false, Duration.ofMinutes(2), List.of(), 1_000_000),
                    new WindowsConfiguration(
                            Duration.ofMinutes(2),
                            io.weir.operators.traffic.Spread.EVEN,
                            true,
                            List.of(Dimension.EXPORTER)),
                    new RollupsConfiguration(
                            List.of(
                                    Dimension.EXPORTER,
                                    Dimension.INTERFACE,
                                    Dimension.SERVICE,
                                    Dimension.APPLICATION,
                                    Dimension.AS,
                                    Dimension.WAY),
                            List.of(),
                            131_072,
                            null),
                    new TopNConfiguration(
                            List.of(
                                    Dimension.CLIENT,
                                    Dimension.SERVER,
                                    Dimension.SERVICE,
                                    Dimension.CONVERSATION,
                                    Dimension.APPLICATION,
                                    Dimension.AS_PAIR,
                                    Dimension.COUNTRY,
                                    Dimension.CLIENT_SERVER),
                            10,
                            Metric.BYTES,
                            262_144,
                            List.of()),
                    new ConversationsConfiguration(
                            false,
                            Duration.ofMinutes(2),
                            Duration.ofSeconds(30),
                            Duration.ofHours(24),
                            Duration.ofMinutes(1),
                            1_000_000),
                    new DetectionsConfiguration(
                            List.of(),
                            Duration.ofMinutes(30),
                            new SynScanConfiguration(
                                    true,
                                    new ScanBounds(25, 25, 50),
                                    new ScanBounds(50, 50, 80),
                                    Duration.ofSeconds(60)),
                            new SlowSynScanConfiguration(
                                    true, new ScanBounds(60, 60, 75), Duration.ofHours(2)),
                            new UdpScanConfiguration(true, 50, 50, 75, Duration.ofSeconds(60)),
                            new IcmpUnreachableConfiguration(true, 20, 10, Duration.ofSeconds(60)),
                            new IcmpSweepConfiguration(true, 50, 30, Duration.ofSeconds(60)),
                            new IcmpBackscatterConfiguration(true, 50, 50, Duration.ofSeconds(60)),
                            new SignaturesConfiguration(true, null, 20, Duration.ofSeconds(60)),
                            new LoginBruteForceConfiguration(
                                    true,
                                    List.of(21, 22, 23, 445, 1433, 3306, 3389, 5432, 5900),
                                    10,
                                    60,
                                    10_240,
                                    30,
                                    new DistributedLoginBounds(20, 100, 80),
                                    Duration.ofSeconds(60)),
                            new SmtpSpamConfiguration(true, List.of(), 20, Duration.ofSeconds(60)),
                            new PeerToPeerConfiguration(
                                    true,
                                    List.of(
                                            1214, 4662, 4672, 6346, 6347, 6881, 6882, 6883, 6884,
                                            6885, 6886, 6887, 6888, 6889),
                                    30,
                                    Duration.ofSeconds(60)),
                            new ReflectionConfiguration(
                                    true,
                                    List.of(19, 53, 123, 161, 389, 1900, 11211),
                                    20 << 20,
                                    3_000,
                                    10,
                                    75,
                                    Duration.ofSeconds(60)),
                            new FloodConfiguration(
                                    true,
                                    new FloodBounds(
                                            150, 50_000, 2_000, 10_000, Duration.ofSeconds(20))),
                            new SessionFanOutConfiguration(
                                    true, 2_000, 1_000, Duration.ofSeconds(60)),
                            new VolumeAnomalyConfiguration(true, 200_000_000),
                            new SilentExporterConfiguration(true),
                            new SpoofingConfiguration(
                                    true,
                                    new SpoofingOptions(List.of(), List.of()),
                                    10,
                                    Duration.ofSeconds(60)),
                            new ThreatContactConfiguration(true, 1, Duration.ofSeconds(60)),
                            Map.of()),
                    new RulesConfiguration(true, null, List.of(), List.of()),
                    new AlertsConfiguration(
                            60,
                            10_000,
                            List.of(),
                            null,
                            new WebhookConfiguration(
                                    List.of(),
                                    null,
                                    null,
                                    new AlertSelection(
                                            1,
                                            List.of(),
                                            List.of(AlertMoment.OPEN, AlertMoment.CLOSE)),
                                    Duration.ofSeconds(10),
                                    8 << 20),
                            new SyslogConfiguration(
                                    List.of(),
                                    SyslogFacility.LOCAL0,
                                    32_473,
                                    null,
                                    new AlertSelection(
                                            1,
                                            List.of(),
                                            List.of(AlertMoment.OPEN, AlertMoment.CLOSE)),
                                    Duration.ofSeconds(10),
                                    1 << 20)),
                    new StreamsConfiguration(
                            Map.of(
                                    DocumentStream.FLOWS, TO_ELASTICSEARCH,
                                    DocumentStream.ROLLUPS, TO_ELASTICSEARCH,
                                    DocumentStream.TOPN, TO_ELASTICSEARCH,
                                    DocumentStream.ALERTS, TO_ELASTICSEARCH,
                                    DocumentStream.EXPORTERS, TO_ELASTICSEARCH),
                            FlowDetail.FULL),
                    new FileConfiguration("weir-output", 128L << 20, Duration.ofMinutes(15)),
                    new ElasticsearchConfiguration(
                            List.of(URI.create("http://127.0.0.1:9200")),
                            "weir",
                            null,
                            null,
                            null,
                            null,
                            true,
                            2000,
                            5 << 20,
                            Duration.ofSeconds(1),
                            2,
                            64L << 20,
                            null,
                            1L << 30,
                            Duration.ofMinutes(1),
                            false,
                            1,
                            null,
                            KeepOriginal.NONE));

    /** Keys that go instead of others, which are given. */
    private static final Set<String> INSTEAD_OF_OTHERS =
            Set.of(
                    "alerts.webhook.secret-file",
                    "elasticsearch.password-file",
                    "elasticsearch.api-key",
                    "elasticsearch.api-key-file");

    /** Every key with a value that is not its default. */
    private static final Map<String, String> EXPLICIT =
            Map.ofEntries(
                    Map.entry("listen.address", "192.0.2.1"),
                    Map.entry("listen.udp", "core=9995, 9996"),
                    Map.entry("listen.allow", "192.0.2.0/24, 2001:db8::/32"),
                    Map.entry("listen.foreign-sockets", "warn"),
                    Map.entry("listen.receive-buffer", "1MiB"),
                    Map.entry("listen.queue", "1GiB"),
                    Map.entry("tcp.ports", "edge=4739"),
                    Map.entry("tcp.tls-ports", "4740, far=4741"),
                    Map.entry("tcp.certificate", "/etc/weir/server.crt"),
                    Map.entry("tcp.private-key", "/etc/weir/server.key"),
                    Map.entry("tcp.client-ca", "/etc/weir/exporters.crt"),
                    Map.entry("tcp.connections", "50"),
                    Map.entry("tcp.idle-timeout", "1h"),
                    Map.entry("tcp.queue", "16MiB"),
                    Map.entry("pipeline.role", "analysis"),
                    Map.entry("pipeline.parallelism", "4"),
                    Map.entry("pipeline.max-parallelism", "256"),
                    Map.entry("pipeline.spread", "never"),
                    Map.entry("pipeline.checkpoint-interval", "1m"),
                    Map.entry("state.dir", "/var/lib/weir"),
                    Map.entry("state.keep", "5"),
                    Map.entry("kafka.bootstrap-servers", "a.example:9092, [2001:db8::1]:9093"),
                    Map.entry("kafka.raw-topic", "edge.raw"),
                    Map.entry("kafka.dead-letter-topic", "edge.dead-letters"),
                    Map.entry("kafka.create-topics", "false"),
                    Map.entry("kafka.partitions", "32"),
                    Map.entry("kafka.replication", "3"),
                    Map.entry("kafka.partition-refresh", "5m"),
                    Map.entry("kafka.outage", "1d"),
                    Map.entry("kafka.buffer", "1GiB"),
                    Map.entry("kafka.group", "edge"),
                    Map.entry("kafka.start", "latest"),
                    Map.entry("kafka.properties-file", "/etc/weir/kafka.properties"),
                    Map.entry("kafka.sinks.flows", "protobuf"),
                    Map.entry("kafka.sinks.alerts", "json"),
                    Map.entry("kafka.sinks.rollups", "protobuf"),
                    Map.entry("kafka.sinks.topn", "json"),
                    Map.entry("kafka.sinks.exporters", "protobuf"),
                    Map.entry("kafka.sinks.topic-prefix", "edge"),
                    Map.entry("kafka.sinks.partitions", "16"),
                    Map.entry("kafka.sinks.delivery", "exactly-once"),
                    Map.entry("templates.expire-after", "7d"),
                    Map.entry("templates.per-exporter", "65536"),
                    Map.entry("templates.per-subtask", "100000"),
                    Map.entry("exporters.identity", "address-and-port"),
                    Map.entry("exporters.per-subtask", "1000"),
                    Map.entry("exporters.forget-after", "7d"),
                    Map.entry("exporters.domains", "16"),
                    Map.entry("exporters.waiting-bytes", "1MiB"),
                    Map.entry("exporters.waiting-bytes-per-subtask", "1GiB"),
                    Map.entry("exporters.waiting-age", "5m"),
                    Map.entry("exporters.options-records", "1000"),
                    Map.entry("exporters.totals", "10"),
                    Map.entry("exporters.listeners", "20"),
                    Map.entry("dns.resolve", "all"),
                    Map.entry("dns.servers", "192.0.2.53, [2001:db8::53]:5353"),
                    Map.entry("dns.timeout", "500ms"),
                    Map.entry("dns.cache-entries", "2000"),
                    Map.entry("dns.queries-per-second", "50"),
                    Map.entry("exporters.clock-tolerance", "2h"),
                    Map.entry("exporters.flows-per-second", "50000"),
                    Map.entry("exporters.silent-after", "1h"),
                    Map.entry("geoip.city", "/etc/weir/City.mmdb"),
                    Map.entry("geoip.asn", "/etc/weir/ASN.mmdb"),
                    Map.entry("geoip.as-order", "geoip-first"),
                    Map.entry("geoip.cache-entries", "1000"),
                    Map.entry("names.applications", "/etc/weir/applications.yml"),
                    Map.entry("names.interfaces", "/etc/weir/interfaces.yml"),
                    Map.entry("names.sampling", "/etc/weir/sampling.yml"),
                    Map.entry("names.vlans", "/etc/weir/vlans.yml"),
                    Map.entry("names.mac-vendors", "/etc/weir/oui.csv"),
                    Map.entry("names.elastiflow", "/etc/logstash/elastiflow/user_settings"),
                    Map.entry("rollups.interface-speeds", "/etc/weir/speeds.yml"),
                    Map.entry("windows.distinct", "host, as"),
                    Map.entry("duplicates.suppress", "true"),
                    Map.entry("duplicates.memory", "10m"),
                    Map.entry("duplicates.prefer", "192.0.2.7, 2001:db8::7"),
                    Map.entry("duplicates.flows", "50000"),
                    Map.entry("windows.horizon", "35m"),
                    Map.entry("windows.booking", "at-end"),
                    Map.entry("windows.hours", "false"),
                    Map.entry("rollups.dimensions", "dscp, tcp-flags"),
                    Map.entry("rollups.ten-seconds", "interface"),
                    Map.entry("rollups.keys", "5000"),
                    Map.entry("topn.dimensions", "host, as-pair"),
                    Map.entry("topn.size", "100"),
                    Map.entry("topn.metric", "flows"),
                    Map.entry("topn.keys", "2000"),
                    Map.entry("topn.exact", "host"),
                    Map.entry("conversations.enabled", "true"),
                    Map.entry("conversations.gap", "5m"),
                    Map.entry("conversations.linger", "10s"),
                    Map.entry("conversations.longest", "2h"),
                    Map.entry("conversations.update", "10m"),
                    Map.entry("conversations.open", "64000"),
                    Map.entry("kafka.sinks.conversations", "protobuf"),
                    Map.entry("streams.conversations.elasticsearch", "off"),
                    Map.entry("streams.conversations.kafka", "all"),
                    Map.entry("streams.conversations.file", "off"),
                    Map.entry("streams.conversations.stdout", "off"),
                    Map.entry("streams.conversations.retention", "7d"),
                    Map.entry("detections.syn-scan.enabled", "false"),
                    Map.entry("detections.syn-scan.hosts", "50"),
                    Map.entry("detections.syn-scan.ports", "60"),
                    Map.entry("detections.known-scanners", "192.0.2.0/28, 198.51.100.7"),
                    Map.entry("detections.warm-up", "3h"),
                    Map.entry("detections.session-fan-out.enabled", "false"),
                    Map.entry("detections.session-fan-out.sessions", "33"),
                    Map.entry("detections.session-fan-out.hosts", "34"),
                    Map.entry("detections.session-fan-out.window", "8m"),
                    Map.entry("detections.volume-anomaly.enabled", "false"),
                    Map.entry("detections.volume-anomaly.megabits", "7"),
                    Map.entry("detections.silent-exporter.enabled", "false"),
                    Map.entry("detections.syn-scan.unanswered", "90"),
                    Map.entry("detections.syn-scan.sampled-hosts", "110"),
                    Map.entry("detections.syn-scan.sampled-ports", "120"),
                    Map.entry("detections.syn-scan.sampled-unanswered", "95"),
                    Map.entry("detections.syn-scan.slow.enabled", "false"),
                    Map.entry("detections.syn-scan.slow.hosts", "61"),
                    Map.entry("detections.syn-scan.slow.ports", "62"),
                    Map.entry("detections.syn-scan.slow.unanswered", "63"),
                    Map.entry("detections.syn-scan.slow.window", "40m"),
                    Map.entry("detections.syn-scan.window", "30s"),
                    Map.entry("detections.udp-scan.enabled", "false"),
                    Map.entry("detections.udp-scan.hosts", "51"),
                    Map.entry("detections.udp-scan.ports", "61"),
                    Map.entry("detections.udp-scan.unanswered", "91"),
                    Map.entry("detections.udp-scan.window", "40s"),
                    Map.entry("detections.icmp-sweep.enabled", "false"),
                    Map.entry("detections.icmp-sweep.hosts", "70"),
                    Map.entry("detections.icmp-sweep.unanswered", "20"),
                    Map.entry("detections.icmp-sweep.window", "50s"),
                    Map.entry("detections.icmp-backscatter.enabled", "false"),
                    Map.entry("detections.icmp-backscatter.hosts", "80"),
                    Map.entry("detections.icmp-backscatter.unanswered", "60"),
                    Map.entry("detections.icmp-backscatter.window", "3m"),
                    Map.entry("detections.signatures.enabled", "false"),
                    Map.entry("detections.signatures.file", "/etc/weir/worms.csv"),
                    Map.entry("detections.signatures.hosts", "21"),
                    Map.entry("detections.signatures.window", "4m"),
                    Map.entry("detections.login-brute-force.enabled", "false"),
                    Map.entry("detections.login-brute-force.ports", "22, 2222"),
                    Map.entry("detections.login-brute-force.least-packets", "11"),
                    Map.entry("detections.login-brute-force.most-packets", "61"),
                    Map.entry("detections.login-brute-force.most-bytes", "20KiB"),
                    Map.entry("detections.login-brute-force.sessions", "31"),
                    Map.entry("detections.login-brute-force.distributed.sources", "32"),
                    Map.entry("detections.login-brute-force.distributed.sessions", "132"),
                    Map.entry("detections.login-brute-force.distributed.short", "33"),
                    Map.entry("detections.login-brute-force.window", "5m"),
                    Map.entry("detections.smtp-spam.enabled", "false"),
                    Map.entry("detections.smtp-spam.mail-servers", "192.0.2.25, 198.51.100.0/28"),
                    Map.entry("detections.smtp-spam.hosts", "22"),
                    Map.entry("detections.smtp-spam.window", "6m"),
                    Map.entry("detections.p2p.enabled", "false"),
                    Map.entry("detections.p2p.ports", "6969"),
                    Map.entry("detections.p2p.hosts", "32"),
                    Map.entry("detections.p2p.window", "7m"),
                    Map.entry("detections.reflection.enabled", "false"),
                    Map.entry("detections.reflection.ports", "53, 17"),
                    Map.entry("detections.reflection.bytes", "1MiB"),
                    Map.entry("detections.reflection.packets", "3001"),
                    Map.entry("detections.reflection.reflectors", "11"),
                    Map.entry("detections.reflection.unasked", "61"),
                    Map.entry("detections.reflection.window", "70s"),
                    Map.entry("detections.flood.enabled", "false"),
                    Map.entry("detections.flood.syn", "1"),
                    Map.entry("detections.flood.udp", "2"),
                    Map.entry("detections.flood.icmp", "3"),
                    Map.entry("detections.flood.fragments", "4"),
                    Map.entry("detections.flood.window", "30s"),
                    Map.entry("detections.spoofing.enabled", "false"),
                    Map.entry("detections.spoofing.outside", "192.0.2.1/3, 2001:db8::1/4"),
                    Map.entry("detections.spoofing.bogons", "198.18.0.0/15"),
                    Map.entry("detections.spoofing.sources", "12"),
                    Map.entry("detections.spoofing.window", "80s"),
                    Map.entry("detections.threat.enabled", "false"),
                    Map.entry("detections.threat.tries", "13"),
                    Map.entry("detections.threat.window", "90s"),
                    Map.entry("detections.icmp-unreachable.enabled", "false"),
                    Map.entry("detections.icmp-unreachable.messages", "100"),
                    Map.entry("detections.icmp-unreachable.peers", "5"),
                    Map.entry("detections.icmp-unreachable.window", "2m"),
                    Map.entry("networks.file", "/etc/weir/networks.csv"),
                    Map.entry("networks.internal", "10.0.0.0/8, 198.51.100.7-198.51.100.9"),
                    Map.entry(
                            "threats.feeds",
                            "drop=/etc/weir/drop.txt, c2=c2.csv column=ip score=90 tags=c2+botnet"
                                    + " max-age=7d url=https://c2.example/list.csv"),
                    Map.entry("threats.allow", "/etc/weir/ip_rep_whitelist.yml"),
                    Map.entry("rules.enabled", "false"),
                    Map.entry("rules.directory", "/etc/weir/rules"),
                    Map.entry("alerts.per-rule-and-minute", "7"),
                    Map.entry("alerts.open-per-rule", "700"),
                    Map.entry("alerts.dry-run", "syn-scan-vertical"),
                    Map.entry("alerts.suppressions", "/etc/weir/suppressions.csv"),
                    Map.entry("rules.switch-on", "p2p-client"),
                    Map.entry("rules.switch-off", "dns-tunnel, irc-contact"),
                    Map.entry(
                            "alerts.webhook.urls",
                            "https://a.example/x?y=1, http://b.example:8080/"),
                    Map.entry("alerts.webhook.secret", "whsec_d2Vpcg=="),
                    Map.entry("alerts.webhook.ca-file", "/etc/weir/hooks.pem"),
                    Map.entry("alerts.webhook.severity", "50"),
                    Map.entry("alerts.webhook.rules", "syn-scan-horizontal, icmp-unreachable"),
                    Map.entry("alerts.webhook.when", "open"),
                    Map.entry("alerts.webhook.timeout", "3s"),
                    Map.entry("alerts.webhook.buffer", "64KiB"),
                    Map.entry(
                            "alerts.syslog.servers",
                            "udp://a.example:514, tcp://192.0.2.7:601, tls://[2001:db8::7]:6514"),
                    Map.entry("alerts.syslog.facility", "authpriv"),
                    Map.entry("alerts.syslog.enterprise", "4711"),
                    Map.entry("alerts.syslog.ca-file", "/etc/weir/syslog.pem"),
                    Map.entry("alerts.syslog.severity", "80"),
                    Map.entry("alerts.syslog.rules", "of-the-operator"),
                    Map.entry("alerts.syslog.when", "open, update, close"),
                    Map.entry("alerts.syslog.timeout", "5s"),
                    Map.entry("alerts.syslog.buffer", "2MiB"),
                    Map.entry("elasticsearch.urls", "https://a.example:9243, https://b.example"),
                    Map.entry("elasticsearch.index-prefix", "edge"),
                    Map.entry("elasticsearch.username", "weir"),
                    Map.entry("elasticsearch.password", "hunter2"),
                    Map.entry("elasticsearch.setup", "false"),
                    Map.entry("elasticsearch.bulk-actions", "500"),
                    Map.entry("elasticsearch.bulk-size", "10MiB"),
                    Map.entry("elasticsearch.ca-file", "/etc/weir/ca.pem"),
                    Map.entry("elasticsearch.bulk-concurrency", "4"),
                    Map.entry("elasticsearch.buffer", "128MiB"),
                    Map.entry("elasticsearch.spill-dir", "/var/spool/weir"),
                    Map.entry("elasticsearch.spill-size", "2GiB"),
                    Map.entry("elasticsearch.request-timeout", "20s"),
                    Map.entry("elasticsearch.compression", "true"),
                    Map.entry("elasticsearch.flush-interval", "250ms"),
                    Map.entry("streams.flows.documents", "slim"),
                    Map.entry("streams.flows.elasticsearch", "off"),
                    Map.entry("streams.flows.kafka", "1/100"),
                    Map.entry("streams.rollups.elasticsearch", "off"),
                    Map.entry("streams.rollups.kafka", "all"),
                    Map.entry("streams.rollups.file", "off"),
                    Map.entry("streams.rollups.stdout", "off"),
                    Map.entry("streams.rollups.retention", "90d"),
                    Map.entry("streams.topn.elasticsearch", "all"),
                    Map.entry("streams.flows.file", "off"),
                    Map.entry("streams.flows.stdout", "off"),
                    Map.entry("streams.topn.file", "off"),
                    Map.entry("streams.topn.stdout", "off"),
                    Map.entry("streams.alerts.file", "off"),
                    Map.entry("streams.alerts.stdout", "off"),
                    Map.entry("streams.exporters.file", "all"),
                    Map.entry("streams.exporters.stdout", "all"),
                    Map.entry("file.directory", "/srv/weir"),
                    Map.entry("file.roll-size", "1MiB"),
                    Map.entry("file.roll-interval", "1h"),
                    Map.entry("streams.flows.retention", "30d"),
                    Map.entry("streams.topn.retention", "365d"),
                    Map.entry("streams.alerts.retention", "none"),
                    Map.entry("streams.exporters.retention", "none"),
                    Map.entry("elasticsearch.shards", "6"),
                    Map.entry("elasticsearch.replicas", "2"),
                    Map.entry("streams.topn.kafka", "all"),
                    Map.entry("streams.alerts.elasticsearch", "all"),
                    Map.entry("streams.alerts.kafka", "all"),
                    Map.entry("streams.exporters.elasticsearch", "off"),
                    Map.entry("streams.exporters.kafka", "off"),
                    Map.entry("elasticsearch.keep-original", "indexed"));

    private static final WeirConfiguration EXPLICITLY =
            new WeirConfiguration(
                    new ListenConfiguration(
                            address("192.0.2.1"),
                            List.of(new Listener("core", 9995), new Listener("9996", 9996)),
                            AllowList.of(List.of("192.0.2.0/24", "2001:db8::/32")),
                            ForeignSockets.WARN,
                            1 << 20,
                            1L << 30),
                    new TcpConfiguration(
                            List.of(new Listener("edge", 4739)),
                            List.of(new Listener("4740", 4740), new Listener("far", 4741)),
                            new TlsFiles(
                                    "/etc/weir/server.crt",
                                    "/etc/weir/server.key",
                                    "/etc/weir/exporters.crt"),
                            50,
                            Duration.ofHours(1),
                            16 << 20),
                    new PipelineConfiguration(
                            Role.ANALYSIS, 4, 256, Spread.NEVER, Duration.ofMinutes(1)),
                    new StateConfiguration("/var/lib/weir", 5),
                    new KafkaConfiguration(
                            List.of("a.example:9092", "[2001:db8::1]:9093"),
                            "edge.raw",
                            "edge.dead-letters",
                            false,
                            32,
                            3,
                            Duration.ofMinutes(5),
                            Duration.ofDays(1),
                            1L << 30,
                            "edge",
                            KafkaStart.LATEST,
                            "/etc/weir/kafka.properties",
                            new KafkaSinksConfiguration(
                                    Map.of(
                                            DocumentStream.FLOWS, MessageFormat.PROTOBUF,
                                            DocumentStream.ALERTS, MessageFormat.JSON,
                                            DocumentStream.ROLLUPS, MessageFormat.PROTOBUF,
                                            DocumentStream.TOPN, MessageFormat.JSON,
                                            DocumentStream.CONVERSATIONS, MessageFormat.PROTOBUF,
                                            DocumentStream.EXPORTERS, MessageFormat.PROTOBUF),
                                    "edge",
                                    16,
                                    MessageDelivery.EXACTLY_ONCE)),
                    new TemplatesConfiguration(Duration.ofDays(7), 65536, 100_000),
                    new ExportersConfiguration(
                            ExporterIdentity.ADDRESS_AND_PORT,
                            1_000,
                            Duration.ofDays(7),
                            16,
                            1 << 20,
                            1L << 30,
                            Duration.ofMinutes(5),
                            1000,
                            10,
                            20,
                            Duration.ofHours(2),
                            50_000,
                            Duration.ofHours(1)),
                    new GeoConfiguration(
                            "/etc/weir/City.mmdb", "/etc/weir/ASN.mmdb", AsOrder.GEOIP_FIRST, 1000),
                    new NetworksConfiguration(
                            "/etc/weir/networks.csv",
                            List.of("10.0.0.0/8", "198.51.100.7-198.51.100.9")),
                    new ThreatsConfiguration(
                            List.of(
                                    new ThreatFeed(
                                            "drop",
                                            "/etc/weir/drop.txt",
                                            null,
                                            List.of(),
                                            50,
                                            null,
                                            null),
                                    new ThreatFeed(
                                            "c2",
                                            "c2.csv",
                                            "ip",
                                            List.of("c2", "botnet"),
                                            90,
                                            "https://c2.example/list.csv",
                                            Duration.ofDays(7))),
                            "/etc/weir/ip_rep_whitelist.yml"),
                    new NamesConfiguration(
                            "/etc/weir/applications.yml",
                            "/etc/weir/interfaces.yml",
                            "/etc/weir/sampling.yml",
                            "/etc/weir/vlans.yml",
                            "/etc/weir/oui.csv",
                            "/etc/logstash/elastiflow/user_settings"),
                    new DnsConfiguration(
                            NameScope.ALL,
                            List.of(
                                    new InetSocketAddress("192.0.2.53", 53),
                                    new InetSocketAddress("2001:db8::53", 5353)),
                            Duration.ofMillis(500),
                            2_000,
                            50),
                    new DuplicatesConfiguration(
                            true,
                            Duration.ofMinutes(10),
                            List.of(address("192.0.2.7"), address("2001:db8::7")),
                            50_000),
                    new WindowsConfiguration(
                            Duration.ofMinutes(35),
                            io.weir.operators.traffic.Spread.AT_END,
                            false,
                            List.of(Dimension.HOST, Dimension.AS)),
                    new RollupsConfiguration(
                            List.of(Dimension.DSCP, Dimension.TCP_FLAGS),
                            List.of(Dimension.INTERFACE),
                            5_000,
                            "/etc/weir/speeds.yml"),
                    new TopNConfiguration(
                            List.of(Dimension.HOST, Dimension.AS_PAIR),
                            100,
                            Metric.FLOWS,
                            2_000,
                            List.of(Dimension.HOST)),
                    new ConversationsConfiguration(
                            true,
                            Duration.ofMinutes(5),
                            Duration.ofSeconds(10),
                            Duration.ofHours(2),
                            Duration.ofMinutes(10),
                            64_000),
                    new DetectionsConfiguration(
                            List.of("192.0.2.0/28", "198.51.100.7"),
                            Duration.ofHours(3),
                            new SynScanConfiguration(
                                    false,
                                    new ScanBounds(50, 60, 90),
                                    new ScanBounds(110, 120, 95),
                                    Duration.ofSeconds(30)),
                            new SlowSynScanConfiguration(
                                    false, new ScanBounds(61, 62, 63), Duration.ofMinutes(40)),
                            new UdpScanConfiguration(false, 51, 61, 91, Duration.ofSeconds(40)),
                            new IcmpUnreachableConfiguration(false, 100, 5, Duration.ofMinutes(2)),
                            new IcmpSweepConfiguration(false, 70, 20, Duration.ofSeconds(50)),
                            new IcmpBackscatterConfiguration(false, 80, 60, Duration.ofMinutes(3)),
                            new SignaturesConfiguration(
                                    false, "/etc/weir/worms.csv", 21, Duration.ofMinutes(4)),
                            new LoginBruteForceConfiguration(
                                    false,
                                    List.of(22, 2222),
                                    11,
                                    61,
                                    20_480,
                                    31,
                                    new DistributedLoginBounds(32, 132, 33),
                                    Duration.ofMinutes(5)),
                            new SmtpSpamConfiguration(
                                    false,
                                    List.of("192.0.2.25", "198.51.100.0/28"),
                                    22,
                                    Duration.ofMinutes(6)),
                            new PeerToPeerConfiguration(
                                    false, List.of(6969), 32, Duration.ofMinutes(7)),
                            new ReflectionConfiguration(
                                    false,
                                    List.of(53, 17),
                                    1 << 20,
                                    3_001,
                                    11,
                                    61,
                                    Duration.ofSeconds(70)),
                            new FloodConfiguration(
                                    false, new FloodBounds(1, 2, 3, 4, Duration.ofSeconds(30))),
                            new SessionFanOutConfiguration(false, 33, 34, Duration.ofMinutes(8)),
                            new VolumeAnomalyConfiguration(false, 7_000_000),
                            new SilentExporterConfiguration(false),
                            new SpoofingConfiguration(
                                    false,
                                    new SpoofingOptions(
                                            List.of(
                                                    new ExporterInterface("192.0.2.1", 3),
                                                    new ExporterInterface("2001:db8::1", 4)),
                                            List.of("198.18.0.0/15")),
                                    12,
                                    Duration.ofSeconds(80)),
                            new ThreatContactConfiguration(false, 13, Duration.ofSeconds(90)),
                            Map.of()),
                    new RulesConfiguration(
                            false,
                            "/etc/weir/rules",
                            List.of("p2p-client"),
                            List.of("dns-tunnel", "irc-contact")),
                    new AlertsConfiguration(
                            7,
                            700,
                            List.of("syn-scan-vertical"),
                            "/etc/weir/suppressions.csv",
                            new WebhookConfiguration(
                                    List.of(
                                            new WebhookUrl(URI.create("https://a.example/x?y=1")),
                                            new WebhookUrl(URI.create("http://b.example:8080/"))),
                                    Secret.ofValue("whsec_d2Vpcg=="),
                                    "/etc/weir/hooks.pem",
                                    new AlertSelection(
                                            50,
                                            List.of("syn-scan-horizontal", "icmp-unreachable"),
                                            List.of(AlertMoment.OPEN)),
                                    Duration.ofSeconds(3),
                                    64 << 10),
                            new SyslogConfiguration(
                                    List.of(
                                            new SyslogServer(
                                                    SyslogServer.Transport.UDP, "a.example", 514),
                                            new SyslogServer(
                                                    SyslogServer.Transport.TCP, "192.0.2.7", 601),
                                            new SyslogServer(
                                                    SyslogServer.Transport.TLS,
                                                    "2001:db8::7",
                                                    6514)),
                                    SyslogFacility.AUTHPRIV,
                                    4711,
                                    "/etc/weir/syslog.pem",
                                    new AlertSelection(
                                            80,
                                            List.of("of-the-operator"),
                                            List.of(
                                                    AlertMoment.OPEN,
                                                    AlertMoment.UPDATE,
                                                    AlertMoment.CLOSE)),
                                    Duration.ofSeconds(5),
                                    2 << 20)),
                    new StreamsConfiguration(
                            Map.of(
                                    DocumentStream.FLOWS,
                                    new StreamConfiguration(
                                            Map.of(SinkKind.KAFKA, new Share(100)), 30),
                                    DocumentStream.ROLLUPS,
                                    new StreamConfiguration(Map.of(SinkKind.KAFKA, Share.ALL), 90),
                                    DocumentStream.TOPN,
                                    new StreamConfiguration(
                                            Map.of(
                                                    SinkKind.ELASTICSEARCH, Share.ALL,
                                                    SinkKind.KAFKA, Share.ALL),
                                            365),
                                    DocumentStream.CONVERSATIONS,
                                    new StreamConfiguration(Map.of(SinkKind.KAFKA, Share.ALL), 7),
                                    DocumentStream.ALERTS,
                                    new StreamConfiguration(
                                            Map.of(
                                                    SinkKind.ELASTICSEARCH, Share.ALL,
                                                    SinkKind.KAFKA, Share.ALL),
                                            0),
                                    DocumentStream.EXPORTERS,
                                    new StreamConfiguration(
                                            Map.of(
                                                    SinkKind.FILE, Share.ALL,
                                                    SinkKind.STDOUT, Share.ALL),
                                            0)),
                            FlowDetail.SLIM),
                    new FileConfiguration("/srv/weir", 1L << 20, Duration.ofHours(1)),
                    new ElasticsearchConfiguration(
                            List.of(
                                    URI.create("https://a.example:9243"),
                                    URI.create("https://b.example")),
                            "edge",
                            "weir",
                            Secret.ofValue("hunter2"),
                            null,
                            "/etc/weir/ca.pem",
                            false,
                            500,
                            10 << 20,
                            Duration.ofMillis(250),
                            4,
                            128L << 20,
                            "/var/spool/weir",
                            2L << 30,
                            Duration.ofSeconds(20),
                            true,
                            6,
                            2,
                            KeepOriginal.INDEXED));

    @TempDir private Path directory;

    @Test
    void hasTheRecordedDefaults() {
        assertThat(WeirConfiguration.defaults()).isEqualTo(DEFAULTS);
    }

    @Test
    void mapsEveryKeyOfTheCommandLine() {
        List<String> assignments =
                EXPLICIT.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();

        assertThat(load("", assignments, Map.of())).isEqualTo(EXPLICITLY);
    }

    @Test
    void mapsEveryKeyOfTheFile() {
        StringBuilder yaml = new StringBuilder();
        EXPLICIT.forEach((key, value) -> yaml.append(key + ": " + value + "\n"));

        assertThat(load(yaml.toString(), List.of(), Map.of())).isEqualTo(EXPLICITLY);
    }

    @Test
    void mapsEveryVariable() {
        Map<String, String> environment = new HashMap<>();
        EXPLICIT.forEach((key, value) -> environment.put(key(key).variable(), value));

        assertThat(load("", List.of(), environment)).isEqualTo(EXPLICITLY);
    }

    @Test
    void mapsEveryKeyThatIsDeclared() {
        assertThat(WeirConfiguration.KEYS)
                .extracting(Key::name)
                .filteredOn(name -> !INSTEAD_OF_OTHERS.contains(name))
                .containsExactlyInAnyOrderElementsOf(EXPLICIT.keySet());
    }

    @Test
    void readsSectionsAndListsOfTheFile() {
        WeirConfiguration configuration =
                load(
                        """
                        listen:
                          address: "::1"
                          udp: [netflow=2055, 9995]
                        detections:
                          syn-scan:
                            window: 90s
                        windows:
                        #  horizon: 5m
                        elasticsearch:
                          urls:
                            - http://es1:9200/
                            - http://es2:9200
                        streams:
                          flows:
                            elasticsearch: 1/10
                        """);

        assertThat(configuration.listen().address()).isEqualTo(address("::1"));
        assertThat(configuration.listen().udp())
                .containsExactly(new Listener("netflow", 2055), new Listener("9995", 9995));
        assertThat(configuration.detections().synScan().window()).isEqualTo(Duration.ofSeconds(90));
        assertThat(configuration.windows()).isEqualTo(DEFAULTS.windows());
        assertThat(configuration.elasticsearch().urls())
                .containsExactly(URI.create("http://es1:9200"), URI.create("http://es2:9200"));
        assertThat(configuration.streams().of(DocumentStream.FLOWS).shares())
                .containsEntry(SinkKind.ELASTICSEARCH, new Share(10))
                .containsEntry(SinkKind.KAFKA, Share.OFF);
    }

    @Test
    void takesAssignmentsBeforeEnvironmentBeforeFile() {
        String file = "topn: {size: 1}\nwindows: {horizon: 1m}\ntemplates: {per-exporter: 1}\n";
        WeirConfiguration configuration =
                load(
                        file,
                        List.of("topn.size=2", "topn.size=3"),
                        Map.of("WEIR_TOPN_SIZE", "4", "WEIR_WINDOWS_HORIZON", "2m"));

        assertThat(configuration.topn().size()).isEqualTo(3);
        assertThat(configuration.windows().horizon()).isEqualTo(Duration.ofMinutes(2));
        assertThat(configuration.templates().perExporter()).isEqualTo(1);
    }

    @Test
    void readsThePasswordFromItsFile() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "hunter2\n");

        WeirConfiguration configuration =
                load(
                        "elasticsearch: {username: weir}",
                        List.of(),
                        Map.of("WEIR_ELASTICSEARCH_PASSWORD_FILE", file.toString()));

        assertThat(configuration.elasticsearch().password().reveal()).isEqualTo("hunter2");
        assertThat(configuration.toString()).doesNotContain("hunter2");
    }

    @Test
    void travelsToTheOperatorsUnchanged() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(EXPLICITLY);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(EXPLICITLY);
        }
    }

    private WeirConfiguration load(String yaml) {
        return load(yaml, List.of(), Map.of());
    }

    private WeirConfiguration load(
            String yaml, List<String> assignments, Map<String, String> environment) {
        try {
            Path file = Files.writeString(directory.resolve("weir.yaml"), yaml);
            return WeirConfiguration.load(Optional.of(file), assignments, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Key<?> key(String name) {
        return WeirConfiguration.KEYS.stream()
                .filter(key -> key.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getAllByName(text)[0];
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
