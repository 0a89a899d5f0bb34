package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.types.SerializerContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceWindowSerializerTest {

    /** Lies in savepoints: must not change. */
    private static final String VERSION_1 =
            "01"
                    // one observation: port 22 of 10.0.0.2, in the pane of 10 s
                    + "00000001"
                    + "0000000000000000"
                    + "0000ffff0a000002"
                    + "00000016"
                    + "0000000000002710"
                    // the pane: flows, packets, bytes
                    + "00000001"
                    + "0000000000002710"
                    + "0000000000000003"
                    + "0000000000000004"
                    + "0000000000000005"
                    // exporter 192.0.2.1
                    + "00000001"
                    + "0100000000000000000000ffffc0000201";

    private final EvidenceWindowSerializer serializer = EvidenceWindowSerializer.INSTANCE;

    @Test
    void hasTheBytesOfVersion1() {
        assertThat(SerializerContract.hex(serializer, window())).isEqualTo(VERSION_1);
        assertThat(content(SerializerContract.ofHex(serializer, VERSION_1)))
                .isEqualTo(content(window()));
    }

    @Test
    void keepsTheContract() {
        SerializerContract.check(serializer, window(), EvidenceWindowSerializerTest::content);
        SerializerContract.check(
                serializer, new EvidenceWindow(), EvidenceWindowSerializerTest::content);
    }

    @Test
    void aCopyDoesNotChangeWithItsOriginal() {
        EvidenceWindow original = window();
        EvidenceWindow copy = serializer.copy(original);
        original.add(evidence("10.0.0.9", 23, "192.0.2.9", 30_000));
        assertThat(content(copy)).isEqualTo(content(window()));

        original.forgetBefore(Long.MAX_VALUE);
        assertThat(original.isEmpty()).isTrue();
        assertThat(content(copy)).isEqualTo(content(window()));
    }

    @Test
    void isNotTakenForImmutable() {
        assertThat(serializer.isImmutableType()).isFalse();
    }

    private static EvidenceWindow window() {
        EvidenceWindow window = new EvidenceWindow();
        window.add(evidence("10.0.0.2", 22, "192.0.2.1", 12_345));
        return window;
    }

    private static Evidence evidence(String peer, int port, String exporter, long millis) {
        return new Evidence(
                address("10.0.0.1"),
                List.of(new Observation(address(peer).high(), address(peer).low(), port)),
                address(exporter),
                3,
                4,
                5,
                millis,
                millis);
    }

    private static Object content(EvidenceWindow window) {
        return List.of(
                Map.copyOf(window.observationPanes()),
                Map.copyOf(window.panes()),
                Set.copyOf(window.exporters()));
    }
}
