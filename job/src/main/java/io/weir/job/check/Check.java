package io.weir.job.check;

import io.weir.job.config.DetectionsConfiguration;
import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.KafkaConfiguration;
import io.weir.job.config.KnownRules;
import io.weir.job.config.ListenConfiguration;
import io.weir.job.config.NamesConfiguration;
import io.weir.job.config.NetworksConfiguration;
import io.weir.job.config.TcpConfiguration;
import io.weir.job.config.ThreatsConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.operators.detect.Signatures;
import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.geo.GeoDatabase;
import io.weir.operators.enrich.names.Applications;
import io.weir.operators.enrich.names.InterfaceNames;
import io.weir.operators.enrich.names.InterfaceSpeeds;
import io.weir.operators.enrich.names.MacVendors;
import io.weir.operators.enrich.names.OperatorTable;
import io.weir.operators.enrich.names.SamplingIntervals;
import io.weir.operators.enrich.names.VlanNames;
import io.weir.operators.enrich.threat.AllowFile;
import io.weir.operators.enrich.threat.ThreatFeed;
import io.weir.udp.kernel.SocketHolders;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thing that must be in place before the job starts. */
@FunctionalInterface
public interface Check {

    /** Where the kernel tells about itself. */
    Path PROC = Path.of("/proc");

    /** Tries it; leaves nothing behind. What is wrong is in the finding, never thrown. */
    Finding perform() throws InterruptedException;

    /** Performs the checks up to the first that fails; empty if none does. */
    static Optional<Finding> firstFailure(List<Check> checks) throws InterruptedException {
        for (Check check : checks) {
            Finding finding = check.perform();
            if (finding.isFailure()) {
                return Optional.of(finding);
            }
        }
        return Optional.empty();
    }

    /** The ports that are to be listened on. */
    static List<Check> ofPorts(ListenConfiguration listen) {
        SocketHolders holders = new SocketHolders(PROC);
        return listen.udp().stream()
                .<Check>map(
                        listener ->
                                new UdpPortCheck(
                                        listen.address(),
                                        listener,
                                        listen.foreignSockets(),
                                        holders))
                .toList();
    }

    /** The TCP ports that are to be listened on. */
    static List<Check> ofPorts(ListenConfiguration listen, TcpConfiguration tcp) {
        return tcp.allPorts().stream()
                .<Check>map(listener -> new TcpPortCheck(listen.address(), listener))
                .toList();
    }

    /** Everything that a configuration names. */
    static List<Check> of(WeirConfiguration configuration) {
        List<Check> checks = new ArrayList<>();
        checks.add(new StateDirectoryCheck(ofState(configuration)));
        if (configuration.pipeline().role().receives()) {
            checks.addAll(ofListeners(configuration));
        }
        if (configuration.usesKafka()) {
            checks.addAll(ofTopics(configuration));
        }
        if (configuration.pipeline().role().analyses()) {
            checks.addAll(ofAnalysis(configuration));
        }
        return checks;
    }

    /** The files that flows are enriched from. */
    static List<Check> ofEnrichment(WeirConfiguration configuration) {
        List<Check> checks = new ArrayList<>();
        configuration
                .geoip()
                .cityFile()
                .map(file -> new GeoDatabaseCheck("geoip.city", file, GeoDatabase::checkCity))
                .ifPresent(checks::add);
        configuration
                .geoip()
                .asnFile()
                .map(file -> new GeoDatabaseCheck("geoip.asn", file, GeoDatabase::checkAsn))
                .ifPresent(checks::add);
        checks.addAll(ofLists(configuration));
        checks.addAll(ofNames(configuration.names()));
        addList(
                checks,
                "rollups.interface-speeds",
                configuration.rollups().interfaceSpeeds(),
                InterfaceSpeeds::load);
        return checks;
    }

    /** The files that detections need. */
    static List<Check> ofDetections(DetectionsConfiguration detections) {
        String signatures = detections.signatures().file();
        return !detections.signatures().enabled() || signatures == null
                ? List.of()
                : List.of(
                        new ListFileCheck(
                                "detections.signatures.file",
                                Path.of(signatures),
                                path -> Signatures.read(path).report()));
    }

    private static List<Check> ofNames(NamesConfiguration names) {
        List<Check> checks = new ArrayList<>();
        addList(checks, "names.applications", names.applications(), Applications::load);
        addList(checks, "names.interfaces", names.interfaces(), InterfaceNames::load);
        addList(checks, "names.sampling", names.sampling(), SamplingIntervals::load);
        addList(checks, "names.vlans", names.vlans(), VlanNames::load);
        addList(checks, "names.mac-vendors", names.macVendors(), MacVendors::load);
        if (names.elastiFlow() != null) {
            checks.add(new DirectoryCheck("names.elastiflow", Path.of(names.elastiFlow())));
        }
        return checks;
    }

    private static void addList(
            List<Check> checks,
            String key,
            String file,
            FileLoader<? extends OperatorTable> loader) {
        if (file != null) {
            checks.add(new ListFileCheck(key, Path.of(file), path -> loader.load(path).report()));
        }
    }

    private static List<Check> ofLists(WeirConfiguration configuration) {
        NetworksConfiguration networks = configuration.networks();
        ThreatsConfiguration threats = configuration.threats();
        List<Check> checks = new ArrayList<>();
        if (networks.file() != null) {
            checks.add(
                    new NetworksCheck(
                            Path.of(networks.file()),
                            configuration.detections().byNetwork().keySet()));
        }
        for (ThreatFeed feed : threats.feeds()) {
            checks.add(new ThreatFeedCheck(feed, Clock.systemUTC()));
        }
        if (threats.allow() != null) {
            checks.add(
                    new ListFileCheck(
                            "threats.allow",
                            Path.of(threats.allow()),
                            path -> AllowFile.read(path).report()));
        }
        return checks;
    }

    private static Path ofState(WeirConfiguration configuration) {
        return configuration.state().folder(configuration.pipeline().role());
    }

    private static List<Check> ofListeners(WeirConfiguration configuration) {
        List<Check> checks = new ArrayList<>();
        checks.add(
                new ReceiveBufferCheck(
                        configuration.listen().receiveBufferBytes(),
                        PROC.resolve("sys/net/core/rmem_max")));
        checks.addAll(ofPorts(configuration.listen()));
        checks.addAll(ofPorts(configuration.listen(), configuration.tcp()));
        if (configuration.tcp().tls() != null) {
            checks.add(new TlsFilesCheck(configuration.tcp().tls(), Clock.systemUTC()));
        }
        return checks;
    }

    private static List<Check> ofTopics(WeirConfiguration configuration) {
        KafkaConfiguration kafka = configuration.kafka();
        List<Check> checks = new ArrayList<>();
        for (String topic : configuration.topics().keySet()) {
            checks.add(new KafkaTopicCheck(topic, kafka));
        }
        if (configuration.usesTransactions()) {
            checks.add(
                    new TransactionTimeoutCheck(
                            kafka, kafka.transactionTimeout(configuration.pipeline())));
        }
        return checks;
    }

    private static List<Check> ofAnalysis(WeirConfiguration configuration) {
        List<Check> checks = new ArrayList<>();
        if (configuration.rules().enabled()) {
            if (configuration.rules().directory() != null) {
                checks.add(new RulesDirectoryCheck(Path.of(configuration.rules().directory())));
            }
            checks.add(new RulesCheck(configuration.rules().selection()));
        }
        checks.addAll(ofEnrichment(configuration));
        checks.addAll(ofDetections(configuration.detections()));
        if (configuration.writesDocuments()) {
            for (URI url : configuration.elasticsearch().urls()) {
                checks.add(new ElasticsearchCheck(url, configuration.elasticsearch()));
            }
            ofSpill(configuration).ifPresent(checks::add);
        }
        if (configuration.alerts().suppressions() != null) {
            checks.add(
                    new SuppressionsCheck(
                            Path.of(configuration.alerts().suppressions()),
                            KnownRules.of(configuration.rules()),
                            Clock.systemUTC()));
        }
        checks.addAll(AlertReceiverCheck.of(configuration.alerts()));
        return checks;
    }

    /** Only a job behind sockets uses it. */
    private static Optional<Check> ofSpill(WeirConfiguration configuration) {
        ElasticsearchConfiguration elasticsearch = configuration.elasticsearch();
        if (elasticsearch.spillDir() == null || !configuration.pipeline().role().receives()) {
            return Optional.empty();
        }
        long shares = Math.max(1, configuration.pipeline().parallelism()) + 1L;
        return Optional.of(
                new SpillDirectoryCheck(
                        Path.of(elasticsearch.spillDir()), shares * elasticsearch.spillBytes()));
    }
}
