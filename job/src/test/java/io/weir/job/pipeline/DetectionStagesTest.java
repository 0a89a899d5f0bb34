package io.weir.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.config.WeirConfiguration;
import io.weir.operators.detect.EvidenceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What sieves are told where networks differ. */
class DetectionStagesTest {

    private static final String FILE = "networks.file=/etc/weir/networks.csv";
    private static final String BY_NETWORK = "detections.by-network.";

    @Test
    void sievesTellWhatIsEnoughInAnyNetwork() {
        var everywhere = stages().options(1);
        var lower =
                stages(
                                BY_NETWORK + "lab.flood.syn=100",
                                BY_NETWORK + "lab.reflection.bytes=12MiB",
                                BY_NETWORK + "lab.session-fan-out.hosts=90")
                        .options(1);
        var higher =
                stages(
                                BY_NETWORK + "lab.flood.syn=1000",
                                BY_NETWORK + "lab.reflection.bytes=1GiB",
                                BY_NETWORK + "lab.session-fan-out.hosts=1500")
                        .options(1);

        assertThat(everywhere.floods().syn()).isEqualTo(150 / 20);
        assertThat(lower.floods().syn()).isEqualTo(100 / 20);
        assertThat(lower.floods().udp()).isEqualTo(everywhere.floods().udp());
        assertThat(lower.reflectedBytes()).isEqualTo((12L << 20) / 60 / 20);
        assertThat(lower.sessions()).isEqualTo(90 * 2 / 3 / 6);
        assertThat(higher).isEqualTo(everywhere);
    }

    @Test
    void boundsOfWhatIsOffInANetworkDoNotCount() {
        assertThat(
                        stages(
                                        BY_NETWORK + "lab.flood.syn=20",
                                        BY_NETWORK + "lab.flood.enabled=false")
                                .options(1))
                .isEqualTo(stages().options(1));
        assertThat(
                        stages(
                                        "detections.flood.enabled=false",
                                        BY_NETWORK + "lab.flood.enabled=true",
                                        BY_NETWORK + "lab.flood.syn=1000")
                                .options(1)
                                .floods()
                                .syn())
                .isEqualTo(1000 / 20);
    }

    @Test
    void evidenceIsTakenOfWhatIsOnInAnyNetwork() {
        assertThat(stages("detections.p2p.enabled=false").kinds())
                .doesNotContain(EvidenceKind.PEER_EXCHANGE);
        assertThat(
                        stages("detections.p2p.enabled=false", BY_NETWORK + "lab.p2p.enabled=true")
                                .kinds())
                .contains(EvidenceKind.PEER_EXCHANGE)
                .doesNotHaveDuplicates();
        assertThat(stages(BY_NETWORK + "lab.p2p.enabled=false").kinds())
                .isEqualTo(stages().kinds());
    }

    private static DetectionStages stages(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add(FILE);
        WeirConfiguration configuration = WeirConfiguration.load(Optional.empty(), all, Map.of());
        return new DetectionStages(configuration.detections(), configuration.networks());
    }
}
