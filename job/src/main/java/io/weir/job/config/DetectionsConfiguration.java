package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The built-in detections.
 *
 * @param knownScanners addresses, prefixes and ranges of who scans by order of the operator; null
 *     becomes an empty list
 * @param warmUp how long it is learned what is usual before anything is compared with it
 * @param byNetwork what holds instead for hosts of the networks of a name; of it, only what {@link
 *     #BY_NETWORK} has differs
 */
public record DetectionsConfiguration(
        List<String> knownScanners,
        Duration warmUp,
        SynScanConfiguration synScan,
        SlowSynScanConfiguration slowSynScan,
        UdpScanConfiguration udpScan,
        IcmpUnreachableConfiguration icmpUnreachable,
        IcmpSweepConfiguration icmpSweep,
        IcmpBackscatterConfiguration icmpBackscatter,
        SignaturesConfiguration signatures,
        LoginBruteForceConfiguration loginBruteForce,
        SmtpSpamConfiguration smtpSpam,
        PeerToPeerConfiguration peerToPeer,
        ReflectionConfiguration reflection,
        FloodConfiguration flood,
        SessionFanOutConfiguration sessionFanOut,
        VolumeAnomalyConfiguration volumeAnomaly,
        SilentExporterConfiguration silentExporter,
        SpoofingConfiguration spoofing,
        ThreatContactConfiguration threat,
        Map<String, DetectionsConfiguration> byNetwork)
        implements Serializable {

    static final Key<List<String>> KNOWN_SCANNERS =
            Key.withoutDefault(
                    "detections.known-scanners",
                    ValueType.listOf(ValueType.addressRange()),
                    "Addresses, prefixes and ranges that no built-in detection says anything of:"
                            + " monitoring, inventories, your own vulnerability scanners.");

    static final Key<Duration> WARM_UP =
            Key.of(
                    "detections.warm-up",
                    ValueType.duration("0s", "30d"),
                    "30m",
                    "How long the job learns what is usual before floods, fan-outs and volumes are"
                            + " compared with it. Until then floods go by their bounds alone, and"
                            + " there are no alerts of the others.");

    static final List<Key<?>> KEYS =
            Stream.of(
                            List.<Key<?>>of(KNOWN_SCANNERS, WARM_UP),
                            SynScanConfiguration.KEYS,
                            SlowSynScanConfiguration.KEYS,
                            UdpScanConfiguration.KEYS,
                            IcmpUnreachableConfiguration.KEYS,
                            IcmpSweepConfiguration.KEYS,
                            IcmpBackscatterConfiguration.KEYS,
                            SignaturesConfiguration.KEYS,
                            LoginBruteForceConfiguration.KEYS,
                            SmtpSpamConfiguration.KEYS,
                            PeerToPeerConfiguration.KEYS,
                            ReflectionConfiguration.KEYS,
                            FloodConfiguration.KEYS,
                            SessionFanOutConfiguration.KEYS,
                            VolumeAnomalyConfiguration.KEYS,
                            SilentExporterConfiguration.KEYS,
                            SpoofingConfiguration.KEYS,
                            ThreatContactConfiguration.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    /**
     * What a host may be judged by: whether, and by which thresholds. What is told of it is not.
     */
    static final KeysByLabel BY_NETWORK =
            new KeysByLabel(
                    "detections.by-network",
                    "network",
                    List.of(
                            SynScanConfiguration.ENABLED,
                            SynScanConfiguration.HOSTS,
                            SynScanConfiguration.PORTS,
                            SynScanConfiguration.UNANSWERED,
                            SynScanConfiguration.SAMPLED_HOSTS,
                            SynScanConfiguration.SAMPLED_PORTS,
                            SynScanConfiguration.SAMPLED_UNANSWERED,
                            SlowSynScanConfiguration.ENABLED,
                            SlowSynScanConfiguration.HOSTS,
                            SlowSynScanConfiguration.PORTS,
                            SlowSynScanConfiguration.UNANSWERED,
                            UdpScanConfiguration.ENABLED,
                            UdpScanConfiguration.HOSTS,
                            UdpScanConfiguration.PORTS,
                            UdpScanConfiguration.UNANSWERED,
                            IcmpUnreachableConfiguration.ENABLED,
                            IcmpUnreachableConfiguration.MESSAGES,
                            IcmpUnreachableConfiguration.PEERS,
                            IcmpSweepConfiguration.ENABLED,
                            IcmpSweepConfiguration.HOSTS,
                            IcmpSweepConfiguration.UNANSWERED,
                            IcmpBackscatterConfiguration.ENABLED,
                            IcmpBackscatterConfiguration.HOSTS,
                            IcmpBackscatterConfiguration.UNANSWERED,
                            SignaturesConfiguration.ENABLED,
                            SignaturesConfiguration.HOSTS,
                            LoginBruteForceConfiguration.ENABLED,
                            LoginBruteForceConfiguration.SESSIONS,
                            LoginBruteForceConfiguration.DISTRIBUTED_SOURCES,
                            LoginBruteForceConfiguration.DISTRIBUTED_SESSIONS,
                            LoginBruteForceConfiguration.DISTRIBUTED_SHORT,
                            SmtpSpamConfiguration.ENABLED,
                            SmtpSpamConfiguration.HOSTS,
                            PeerToPeerConfiguration.ENABLED,
                            PeerToPeerConfiguration.HOSTS,
                            ReflectionConfiguration.ENABLED,
                            ReflectionConfiguration.BYTES,
                            ReflectionConfiguration.PACKETS,
                            ReflectionConfiguration.REFLECTORS,
                            ReflectionConfiguration.UNASKED,
                            FloodConfiguration.ENABLED,
                            FloodConfiguration.SYN,
                            FloodConfiguration.UDP,
                            FloodConfiguration.ICMP,
                            FloodConfiguration.FRAGMENTS,
                            SessionFanOutConfiguration.ENABLED,
                            SessionFanOutConfiguration.SESSIONS,
                            SessionFanOutConfiguration.HOSTS,
                            ThreatContactConfiguration.ENABLED,
                            ThreatContactConfiguration.TRIES),
                    "What holds instead for hosts in networks that `networks.file` gives the name"
                            + " NETWORK. It cannot be set by a variable.");

    public DetectionsConfiguration {
        knownScanners = List.copyOf(knownScanners);
        byNetwork = Map.copyOf(byNetwork);
    }

    /** What holds in any network, that of all others first. */
    public Stream<DetectionsConfiguration> everywhere() {
        return Stream.concat(Stream.of(this), byNetwork.values().stream());
    }

    static DetectionsConfiguration from(Settings settings) {
        Map<String, DetectionsConfiguration> byNetwork = new HashMap<>();
        for (String name : settings.labels()) {
            byNetwork.put(name, from(settings.forLabel(name), Map.of()));
        }
        if (!byNetwork.isEmpty() && !settings.isGiven(NetworksConfiguration.FILE)) {
            settings.refuse(
                    String.format(
                            "%s.%s: there are no networks; name their file in %s.",
                            BY_NETWORK.name(),
                            settings.labels().first(),
                            NetworksConfiguration.FILE.name()));
        }
        return from(settings, byNetwork);
    }

    private static DetectionsConfiguration from(
            Settings settings, Map<String, DetectionsConfiguration> byNetwork) {
        return new DetectionsConfiguration(
                settings.getAll(KNOWN_SCANNERS),
                settings.get(WARM_UP),
                SynScanConfiguration.from(settings),
                SlowSynScanConfiguration.from(settings),
                UdpScanConfiguration.from(settings),
                IcmpUnreachableConfiguration.from(settings),
                IcmpSweepConfiguration.from(settings),
                IcmpBackscatterConfiguration.from(settings),
                SignaturesConfiguration.from(settings),
                LoginBruteForceConfiguration.from(settings),
                SmtpSpamConfiguration.from(settings),
                PeerToPeerConfiguration.from(settings),
                ReflectionConfiguration.from(settings),
                FloodConfiguration.from(settings),
                SessionFanOutConfiguration.from(settings),
                VolumeAnomalyConfiguration.from(settings),
                SilentExporterConfiguration.from(settings),
                SpoofingConfiguration.from(settings),
                ThreatContactConfiguration.from(settings),
                byNetwork);
    }
}
