package io.weir.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.job.config.WeirConfiguration;
import io.weir.operators.detect.DetectSerializers;
import io.weir.operators.detect.Evidence;
import io.weir.operators.detect.EvidenceKind;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Observation;
import io.weir.operators.detect.Suspect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the configuration and the file of networks to findings, in a job of Flink. */
class DetectionsByNetworkIT {

    private static final long T0 = 1_700_000_000_000L;
    private static final IpAddress GUEST = IpAddress.ofIpv4(0x0a01_0042L);
    private static final IpAddress SERVER = IpAddress.ofIpv4(0x0a02_0042L);
    private static final IpAddress OTHER = IpAddress.ofIpv4(0x0a03_0042L);

    @TempDir private Path folder;

    @Test
    void hostsAreJudgedByWhatHoldsInTheirNetwork() throws Exception {
        Path networks =
                Files.writeString(
                        folder.resolve("networks.csv"),
                        "prefix,name\n10.1.0.0/16,guests\n10.2.0.0/16,servers\n");
        Path file =
                Files.writeString(
                        folder.resolve("weir.yaml"),
                        """
                        networks:
                          file: %s
                        detections:
                          p2p.enabled: false
                          syn-scan.slow.enabled: false
                          by-network:
                            guests:
                              syn-scan.hosts: 100
                              p2p.enabled: true
                            servers:
                              syn-scan.hosts: 70
                              syn-scan.slow.enabled: true
                        """
                                .formatted(networks));

        List<Evidence> evidence = new ArrayList<>();
        for (IpAddress host : List.of(GUEST, SERVER, OTHER)) {
            evidence.add(evidence(EvidenceKind.TCP_ATTEMPT, host));
            evidence.add(evidence(EvidenceKind.PEER_EXCHANGE, host));
        }

        assertThat(
                        findings(
                                WeirConfiguration.load(Optional.of(file), List.of(), Map.of()),
                                evidence))
                .containsExactlyInAnyOrder(
                        "p2p " + GUEST, "syn-scan-slow " + SERVER, "syn-scan-horizontal " + OTHER);
    }

    @SuppressWarnings("try") // closing the findings may throw InterruptedException, as a test may
    private static List<String> findings(WeirConfiguration configuration, List<Evidence> evidence)
            throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(2);
        DataStream<Finding> findings =
                new DetectionStages(configuration.detections(), configuration.networks())
                        .findings(environment.fromData(evidence, DetectSerializers.EVIDENCE));
        try (CloseableIterator<Finding> found = findings.executeAndCollect()) {
            List<String> texts = new ArrayList<>();
            found.forEachRemaining(
                    finding -> texts.add(finding.rule().id() + " " + finding.entity()));
            return texts.stream().distinct().toList();
        }
    }

    /** Sixty hosts within a second. */
    private static Evidence evidence(EvidenceKind kind, IpAddress suspect) {
        List<Observation> hosts =
                IntStream.rangeClosed(1, 60)
                        .mapToObj(host -> IpAddress.ofIpv4(0xc633_6400L + host))
                        .map(host -> new Observation(host.high(), host.low(), 6881))
                        .toList();
        return new Evidence(
                new Suspect(kind, suspect, 0),
                T0 / 1_000,
                hosts.size(),
                hosts.size(),
                hosts.size(),
                /* received= */ 0,
                /* answered= */ 0,
                T0,
                T0,
                hosts,
                List.of(),
                List.of(),
                null);
    }
}
