package io.weir.operators.detect;

import static io.weir.operators.detect.Suspicions.evidence;
import static io.weir.operators.detect.Suspicions.observation;
import static io.weir.operators.detect.Suspicions.onHosts;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.types.SerializerContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceWindowSerializerTest {

    /** Lies in savepoints: must not change. */
    private static final String VERSION_2 =
            "02"
                    // panes of 10 minutes
                    + "00000000000927c0"
                    // the pane of 10 min: flows, packets, bytes, received, answered, a flow, no
                    // sketches
                    + "00000001"
                    + "00000000000927c0"
                    + "0000000000000001"
                    + "0000000000000004"
                    + "0000000000000004"
                    + "0000000000000002"
                    + "0000000000000003"
                    + "00000001"
                    + "0000000000000006"
                    + "0000000000000007"
                    + "00"
                    // exporter 192.0.2.1
                    + "00000001"
                    + "0100000000000000000000ffffc0000201"
                    // port 22 of 10.0.0.2, last in the pane of 10 min
                    + "00000001"
                    + "0000000000000000"
                    + "0000ffff0a000002"
                    + "00000016"
                    + "00000000000927c0";

    private final EvidenceWindowSerializer serializer = EvidenceWindowSerializer.INSTANCE;

    @Test
    void hasTheBytesOfVersion2() {
        assertThat(SerializerContract.hex(serializer, window())).isEqualTo(VERSION_2);
        assertThat(content(SerializerContract.ofHex(serializer, VERSION_2)))
                .isEqualTo(content(window()));
    }

    @Test
    void keepsTheContract() {
        SerializerContract.check(serializer, window(), EvidenceWindowSerializerTest::content);
        SerializerContract.check(
                serializer, new EvidenceWindow(), EvidenceWindowSerializerTest::content);
        SerializerContract.check(serializer, large(), EvidenceWindowSerializerTest::content);
    }

    @Test
    void aCopyDoesNotChangeWithItsOriginal() {
        EvidenceWindow original = large();
        EvidenceWindow copy = serializer.copy(original);
        original.add(evidence(EvidenceKind.TCP_ATTEMPT, 1_800_000, onHosts(600, 800, 9)));
        original.forgetBefore(1_800_000);
        assertThat(content(copy)).isEqualTo(content(large()));
    }

    private static EvidenceWindow window() {
        EvidenceWindow window = new EvidenceWindow(600_000);
        window.add(
                Suspicions.with(
                        evidence(
                                EvidenceKind.TCP_ATTEMPT,
                                1_100_000,
                                List.of(observation("10.0.0.2", 22)),
                                4,
                                3),
                        /* received= */ 2,
                        new FlowId(6, 7)));
        return window;
    }

    private static EvidenceWindow large() {
        EvidenceWindow window = window();
        window.add(evidence(EvidenceKind.TCP_ATTEMPT, 1_200_000, onHosts(1, 500, 22)));
        return window;
    }

    private static List<Object> content(EvidenceWindow window) {
        List<Object> content = new ArrayList<>();
        for (Pane pane : window.panes()) {
            content.add(
                    List.of(
                            pane.startMillis,
                            pane.flows,
                            pane.packets,
                            pane.bytes,
                            pane.received,
                            pane.answered,
                            pane.flowIds));
        }
        for (int row = 0; row < window.observations(); row++) {
            content.add(window.observation(row));
            content.add(window.paneOfObservation(row));
        }
        content.add(window.exporters());
        content.add(List.of(window.paneMillis(), window.end(), window.peers(), window.isLone()));
        return content;
    }
}
