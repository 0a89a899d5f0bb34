package io.weir.job.config;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * The built-in detections.
 *
 * @param knownScanners addresses, prefixes and ranges of who scans by order of the operator; null
 *     becomes an empty list
 */
public record DetectionsConfiguration(
        List<String> knownScanners,
        SynScanConfiguration synScan,
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
        SpoofingConfiguration spoofing,
        ThreatContactConfiguration threat)
        implements Serializable {

    static final Key<List<String>> KNOWN_SCANNERS =
            Key.withoutDefault(
                    "detections.known-scanners",
                    ValueType.listOf(ValueType.addressRange()),
                    "Addresses, prefixes and ranges that no built-in detection says anything of:"
                            + " monitoring, inventories, your own vulnerability scanners.");

    static final List<Key<?>> KEYS =
            Stream.of(
                            List.<Key<?>>of(KNOWN_SCANNERS),
                            SynScanConfiguration.KEYS,
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
                SynScanConfiguration.from(settings),
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
                SpoofingConfiguration.from(settings),
                ThreatContactConfiguration.from(settings));
    }
}
