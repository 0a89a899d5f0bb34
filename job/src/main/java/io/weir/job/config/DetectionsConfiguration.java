package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The built-in detections.
 *
 * @param knownScanners addresses, prefixes and ranges of who scans by order of the operator; null
 *     becomes an empty list
 * @param warmUp how long it is learned what is usual before anything is compared with it
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
        ThreatContactConfiguration threat)
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

    public DetectionsConfiguration {
        knownScanners = List.copyOf(knownScanners);
    }

    static DetectionsConfiguration from(Settings settings) {
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
                ThreatContactConfiguration.from(settings));
    }
}
