package io.weir.job.pipeline;

import io.weir.job.config.DetectionsConfiguration;
import io.weir.job.config.NetworksConfiguration;
import io.weir.operators.detect.ByNetwork;
import io.weir.operators.detect.DetectSerializers;
import io.weir.operators.detect.Detection;
import io.weir.operators.detect.DetectionsByNetwork;
import io.weir.operators.detect.DistributedBruteForce;
import io.weir.operators.detect.Evidence;
import io.weir.operators.detect.EvidenceDetector;
import io.weir.operators.detect.EvidenceKind;
import io.weir.operators.detect.EvidencePreAggregator;
import io.weir.operators.detect.EvidenceWindow;
import io.weir.operators.detect.FanOut;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Flood;
import io.weir.operators.detect.FloodBounds;
import io.weir.operators.detect.IcmpBackscatter;
import io.weir.operators.detect.IcmpSweep;
import io.weir.operators.detect.IcmpUnreachable;
import io.weir.operators.detect.JudgedEvidence;
import io.weir.operators.detect.LoginBruteForce;
import io.weir.operators.detect.LoginGuessing;
import io.weir.operators.detect.LoginShape;
import io.weir.operators.detect.MeasuredTraffic;
import io.weir.operators.detect.OpenReflector;
import io.weir.operators.detect.Reflection;
import io.weir.operators.detect.SessionFanOut;
import io.weir.operators.detect.SieveOptions;
import io.weir.operators.detect.SignatureMatch;
import io.weir.operators.detect.SilentExporters;
import io.weir.operators.detect.SlowScan;
import io.weir.operators.detect.SlowScanDetector;
import io.weir.operators.detect.Spoofing;
import io.weir.operators.detect.SynScan;
import io.weir.operators.detect.ThreatContact;
import io.weir.operators.detect.UdpScan;
import io.weir.operators.detect.VolumeAnomaly;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.networks.NetworksSource;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterSilence;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.types.IpAddressSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The stages of the built-in detections: evidence in the chain of the flows, then by suspect. */
public final class DetectionStages {

    /** So many parts of what makes a finding may each come by another subtask. */
    private static final int PARTS = 20;

    private final DetectionsConfiguration configuration;
    @Nullable private final NetworksSource networks;

    /**
     * @param networks what the detections by network go by
     */
    public DetectionStages(DetectionsConfiguration configuration, NetworksConfiguration networks) {
        this.configuration = configuration;
        this.networks = networks.source().orElse(null);
    }

    /** What is found; nothing if no detection is enabled. */
    Optional<DataStream<Finding>> attach(DataStream<EnrichedFlows> flows) {
        return kinds().isEmpty() ? Optional.empty() : Optional.of(findings(evidence(flows)));
    }

    /** What speaks against anybody, for the detections that are enabled. */
    public DataStream<Evidence> evidence(DataStream<EnrichedFlows> flows) {
        return flows.transform(
                        "evidence",
                        DetectSerializers.EVIDENCE,
                        new EvidencePreAggregator(
                                kinds(),
                                configuration.knownScanners(),
                                options(flows.getParallelism())))
                .uid("evidence");
    }

    /** What is found of the evidence. */
    public DataStream<Finding> findings(DataStream<Evidence> evidence) {
        return withSlowScans(
                evidence.keyBy(Evidence::suspect, DetectSerializers.SUSPECT)
                        .process(
                                new EvidenceDetector(detectionsByNetwork()),
                                DetectSerializers.FINDING)
                        .name("detect")
                        .uid("detect"));
    }

    private DataStream<Finding> withSlowScans(SingleOutputStreamOperator<Finding> findings) {
        if (configuration.everywhere().noneMatch(DetectionStages::looksForSlowScans)) {
            return findings;
        }
        return findings.union(
                findings.getSideOutput(EvidenceDetector.JUDGED)
                        .filter(SlowScanDetector::concerns)
                        .name("attempts")
                        .uid("attempts")
                        .keyBy(JudgedEvidence::suspect, DetectSerializers.SUSPECT)
                        .process(
                                new SlowScanDetector(
                                        configuration.slowSynScan().window(), slowScans()),
                                DetectSerializers.FINDING)
                        .name("detect-slow")
                        .uid("detect-slow"));
    }

    /** What is found in sums of traffic; nothing if it is not enabled. */
    Optional<DataStream<Finding>> attachToRollups(DataStream<Rollup> rollups) {
        var volumes = configuration.volumeAnomaly();
        if (!volumes.enabled()) {
            return Optional.empty();
        }
        return Optional.of(
                rollups.filter(MeasuredTraffic::isMeasured)
                        .name("minutes")
                        .uid("minutes-of-traffic")
                        .keyBy(MeasuredTraffic::scope, Types.STRING)
                        .process(
                                new VolumeAnomaly(volumes.bitsPerSecond(), configuration.warmUp()),
                                DetectSerializers.FINDING)
                        .name("compare volumes")
                        .uid("volume-anomaly"));
    }

    /** What is found of exporters; nothing if it is not enabled. */
    Optional<DataStream<Finding>> attachToExporters(
            DataStream<ExporterNotice> exporters, Duration forgetAfter) {
        if (!configuration.silentExporter().enabled()) {
            return Optional.empty();
        }
        return Optional.of(
                exporters
                        .filter(ExporterSilence.class::isInstance)
                        .name("silences")
                        .uid("silences")
                        .keyBy(ExporterNotice::exporter, IpAddressSerializer.TYPE)
                        .process(new SilentExporters(forgetAfter), DetectSerializers.FINDING)
                        .name("silent exporters")
                        .uid("silent-exporters"));
    }

    /** What is evidence for a detection in any network. */
    List<EvidenceKind> kinds() {
        return configuration
                .everywhere()
                .flatMap(each -> detections(each).stream())
                .map(Detection::kind)
                .distinct()
                .sorted()
                .toList();
    }

    private DetectionsByNetwork detectionsByNetwork() {
        Map<String, List<Detection>> named = new HashMap<>();
        configuration.byNetwork().forEach((name, own) -> named.put(name, detections(own)));
        return DetectionsByNetwork.of(detections(configuration), named, networks);
    }

    private ByNetwork<SlowScan> slowScans() {
        Map<String, SlowScan> named = new HashMap<>();
        configuration.byNetwork().forEach((name, own) -> named.put(name, slowScan(own)));
        return ByNetwork.of(slowScan(configuration), named, networks);
    }

    @Nullable
    private static SlowScan slowScan(DetectionsConfiguration configuration) {
        return looksForSlowScans(configuration)
                ? new SlowScan(configuration.slowSynScan().bounds())
                : null;
    }

    private static boolean looksForSlowScans(DetectionsConfiguration configuration) {
        return configuration.synScan().enabled() && configuration.slowSynScan().enabled();
    }

    private List<Detection> detections(DetectionsConfiguration configuration) {
        List<Detection> detections = new ArrayList<>();
        var syn = configuration.synScan();
        if (syn.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.TCP_ATTEMPT,
                            syn.window(),
                            new SynScan(syn.whole(), syn.sampled())));
        }
        var udp = configuration.udpScan();
        if (udp.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.UDP_ATTEMPT,
                            udp.window(),
                            new UdpScan(udp.hosts(), udp.ports(), udp.unanswered())));
        }
        var icmp = configuration.icmpUnreachable();
        if (icmp.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.ICMP_UNREACHABLE,
                            icmp.window(),
                            new IcmpUnreachable(icmp.messages(), icmp.peers())));
        }
        var sweep = configuration.icmpSweep();
        if (sweep.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.ECHO_REQUEST,
                            sweep.window(),
                            new IcmpSweep(sweep.hosts(), sweep.unanswered())));
        }
        var backscatter = configuration.icmpBackscatter();
        if (backscatter.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.BACKSCATTER,
                            backscatter.window(),
                            new IcmpBackscatter(backscatter.hosts(), backscatter.unanswered())));
        }
        var signatures = configuration.signatures();
        if (signatures.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.SIGNATURE_FLOW,
                            signatures.window(),
                            new SignatureMatch(signatures.file(), signatures.hosts())));
        }
        var logins = configuration.loginBruteForce();
        if (logins.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.LOGIN_SESSION,
                            logins.window(),
                            new LoginGuessing(
                                    new LoginBruteForce(logins.sessions()),
                                    new DistributedBruteForce(
                                            logins.distributed(), sessionsOfOneOutside()))));
        }
        var spam = configuration.smtpSpam();
        if (spam.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.MAIL_DELIVERY,
                            spam.window(),
                            new FanOut(FanOut.SMTP_SPAM, spam.hosts())));
        }
        var peers = configuration.peerToPeer();
        if (peers.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.PEER_EXCHANGE,
                            peers.window(),
                            new FanOut(FanOut.P2P, peers.hosts())));
        }
        var reflection = configuration.reflection();
        if (reflection.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.REFLECTED_ANSWER,
                            reflection.window(),
                            new Reflection(
                                    reflection.bytes(),
                                    reflection.packets(),
                                    reflection.reflectors(),
                                    reflection.unasked())));
            detections.add(
                    new Detection(
                            EvidenceKind.REFLECTOR_ANSWER,
                            reflection.window(),
                            new OpenReflector(reflection.bytes())));
        }
        var flood = configuration.flood();
        if (flood.enabled()) {
            detections.add(
                    Detection.learning(
                            EvidenceKind.FLOOD_PACKET,
                            flood.bounds().window(),
                            new Flood(flood.bounds()),
                            configuration.warmUp()));
        }
        var fanOut = configuration.sessionFanOut();
        if (fanOut.enabled()) {
            detections.add(
                    Detection.learning(
                            EvidenceKind.SESSION,
                            fanOut.window(),
                            new SessionFanOut(fanOut.sessions(), fanOut.hosts()),
                            configuration.warmUp()));
        }
        var spoofing = configuration.spoofing();
        if (spoofing.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.FORGED_SOURCE,
                            spoofing.window(),
                            new Spoofing(spoofing.sources())));
        }
        var threat = configuration.threat();
        if (threat.enabled()) {
            detections.add(
                    new Detection(
                            EvidenceKind.THREAT_EXCHANGE,
                            threat.window(),
                            new ThreatContact(threat.tries())));
        }
        return detections;
    }

    /**
     * Guesses of many are those of sources outside, for whom the service's network does not speak.
     */
    private int sessionsOfOneOutside() {
        return configuration.loginBruteForce().sessions();
    }

    SieveOptions options(int subtasks) {
        var logins = configuration.loginBruteForce();
        var reflection = configuration.reflection();
        return new SieveOptions(
                configuration.signatures().file(),
                new LoginShape(
                        logins.ports(),
                        logins.leastPackets(),
                        logins.mostPackets(),
                        logins.mostBytes()),
                configuration.smtpSpam().mailServers(),
                configuration.peerToPeer().ports(),
                reflection.ports(),
                told(
                        least(
                                        each -> each.reflection().enabled(),
                                        each -> each.reflection().bytes())
                                / reflection.window().toSeconds()),
                told(
                        least(
                                        each -> each.reflection().enabled(),
                                        each -> each.reflection().packets())
                                / reflection.window().toSeconds()),
                new FloodBounds(
                        toldPackets(FloodBounds::syn),
                        toldPackets(FloodBounds::udp),
                        toldPackets(FloodBounds::icmp),
                        toldPackets(FloodBounds::fragments),
                        configuration.flood().bounds().window()),
                toldSessions(subtasks),
                configuration.spoofing().options());
    }

    /** All clients have sessions: those with two thirds of the bound's rate are told. */
    private long toldSessions(int subtasks) {
        long least =
                least(
                        each -> each.sessionFanOut().enabled(),
                        each ->
                                Math.min(
                                        each.sessionFanOut().sessions(),
                                        each.sessionFanOut().hosts()));
        long panes = configuration.sessionFanOut().window().toMillis() / EvidenceWindow.PANE_MILLIS;
        return Math.max(1, 2 * least / (3 * panes * subtasks));
    }

    private long toldPackets(ToLongFunction<FloodBounds> kind) {
        return told(
                least(
                        each -> each.flood().enabled(),
                        each -> kind.applyAsLong(each.flood().bounds())));
    }

    /** The least bound of the networks where it counts: sieves do not know the networks. */
    private long least(
            Predicate<DetectionsConfiguration> counts,
            ToLongFunction<DetectionsConfiguration> bound) {
        return configuration
                .everywhere()
                .filter(counts)
                .mapToLong(bound)
                .min()
                .orElseGet(() -> bound.applyAsLong(configuration));
    }

    /** Subtasks see parts of what makes a finding, and some seconds have less of it. */
    private static long told(long perSecond) {
        return Math.max(1, perSecond / PARTS);
    }
}
