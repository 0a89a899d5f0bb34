package io.weir.operators.detect;

import static io.weir.operators.detect.Suspicions.evidence;
import static io.weir.operators.detect.Suspicions.observation;
import static io.weir.operators.detect.Suspicions.onHosts;
import static io.weir.operators.detect.Suspicions.onNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.types.SerializerContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspectStateTest {

    /** Lies in savepoints: what was received was not known. */
    private static final String VERSION_1 =
            "01"
                    // one second waits: version; suspect with version, kind, 10.0.0.66, no scope
                    + "00000001"
                    + "01"
                    + "0101"
                    + "0000000000000000"
                    + "0000ffff0a000042"
                    + "00000000"
                    // second 13, flows, packets, bytes, answered, first and last receipt
                    + "000000000000000d"
                    + "0000000000000001"
                    + "0000000000000007"
                    + "0000000000000007"
                    + "0000000000000002"
                    + "00000000000032c8"
                    + "00000000000032c8"
                    // port 23 of 10.0.0.3, exporter 192.0.2.1, no sketches
                    + "00000001"
                    + "0000000000000000"
                    + "0000ffff0a000003"
                    + "00000017"
                    + "00000001"
                    + "0100000000000000000000ffffc0000201"
                    + "00"
                    // the pane of 10 s: flows, packets, bytes, answered, no sketches
                    + "00000001"
                    + "0000000000002710"
                    + "0000000000000001"
                    + "0000000000000004"
                    + "0000000000000004"
                    + "0000000000000003"
                    + "00"
                    // exporter 192.0.2.1
                    + "00000001"
                    + "0100000000000000000000ffffc0000201"
                    // port 22 of 10.0.0.2, last in the pane of 10 s
                    + "00000001"
                    + "0000000000000000"
                    + "0000ffff0a000002"
                    + "00000016"
                    + "0000000000002710";

    /** Lies in savepoints: must not change. */
    private static final String VERSION_2 =
            "02"
                    // one second waits: version; suspect with version, kind, 10.0.0.66, no scope
                    + "00000001"
                    + "02"
                    + "0101"
                    + "0000000000000000"
                    + "0000ffff0a000042"
                    + "00000000"
                    // second 13, flows, packets, bytes, received, answered, first and last receipt
                    + "000000000000000d"
                    + "0000000000000001"
                    + "0000000000000007"
                    + "0000000000000007"
                    + "0000000000000003"
                    + "0000000000000002"
                    + "00000000000032c8"
                    + "00000000000032c8"
                    // port 23 of 10.0.0.3, exporter 192.0.2.1, one flow, no sketches
                    + "00000001"
                    + "0000000000000000"
                    + "0000ffff0a000003"
                    + "00000017"
                    + "00000001"
                    + "0100000000000000000000ffffc0000201"
                    + "00000001"
                    + "0000000000000008"
                    + "0000000000000009"
                    + "00"
                    // the pane of 10 s: flows, packets, bytes, received, answered, one flow, no
                    // sketches
                    + "00000001"
                    + "0000000000002710"
                    + "0000000000000001"
                    + "0000000000000004"
                    + "0000000000000004"
                    + "0000000000000003"
                    + "0000000000000003"
                    + "00000001"
                    + "0000000000000006"
                    + "0000000000000007"
                    + "00"
                    // exporter 192.0.2.1
                    + "00000001"
                    + "0100000000000000000000ffffc0000201"
                    // port 22 of 10.0.0.2, last in the pane of 10 s
                    + "00000001"
                    + "0000000000000000"
                    + "0000ffff0a000002"
                    + "00000016"
                    + "0000000000002710"
                    // nothing learned
                    + "00";

    private final SuspectState.Serializer serializer = SuspectState.Serializer.INSTANCE;

    @Test
    void hasTheBytesOfVersion2() {
        assertThat(SerializerContract.hex(serializer, state())).isEqualTo(VERSION_2);
        assertThat(content(SerializerContract.ofHex(serializer, VERSION_2)))
                .isEqualTo(content(state()));
    }

    @Test
    void readsVersion1() {
        assertThat(content(SerializerContract.ofHex(serializer, VERSION_1)))
                .isEqualTo(content(stateOfVersion1()));
    }

    @Test
    void keepsTheContract() {
        SerializerContract.check(serializer, state(), SuspectStateTest::content);
        SerializerContract.check(serializer, new SuspectState(), SuspectStateTest::content);
        SerializerContract.check(serializer, large(), SuspectStateTest::content);
    }

    @Test
    void aCopyDoesNotChangeWithItsOriginal() {
        SuspectState original = large();
        SuspectState copy = serializer.copy(original);
        original.await(evidence(EvidenceKind.TCP_ATTEMPT, 99_000, onHosts(1, 5, 1)));
        original.window().add(evidence(EvidenceKind.TCP_ATTEMPT, 10_000, onHosts(600, 800, 9)));
        assertThat(content(copy)).isEqualTo(content(large()));

        original.window().forgetBefore(Long.MAX_VALUE);
        assertThat(original.window().isEmpty()).isTrue();
        assertThat(content(copy)).isEqualTo(content(large()));
    }

    @Test
    void isNotTakenForImmutable() {
        assertThat(serializer.isImmutableType()).isFalse();
    }

    @Test
    void countsByPeerAndNumberFollowWhatComesAndGoes() {
        EvidenceWindow window = new EvidenceWindow();
        window.add(evidence(EvidenceKind.TCP_ATTEMPT, 0, onHosts(1, 20, 22)));
        window.add(evidence(EvidenceKind.TCP_ATTEMPT, 10_000, onHosts(11, 30, 22)));
        window.add(evidence(EvidenceKind.TCP_ATTEMPT, 10_000, onNumbers(1, 10)));
        assertThat(window.peersWith(22)).isEqualTo(30);
        assertThat(window.numbersWith(observation("10.0.1.1", 1).peer())).isEqualTo(11);
        assertThat(window.peers()).isEqualTo(30);
        assertThat(window.numbers()).isEqualTo(11);

        window.forgetBefore(10_000);
        assertThat(window.peersWith(22)).isEqualTo(20);
        assertThat(window.numbersWith(observation("10.0.1.1", 1).peer())).isEqualTo(10);
        assertThat(window.peers()).isEqualTo(21);
        assertThat(window.numbersWithPeers(20)).isEqualTo(1);
        assertThat(window.peersWithNumbers(10)).isEqualTo(1);
        assertThat(window.flows()).isEqualTo(30);
    }

    @Test
    void aStateIsBounded() {
        SuspectState state = new SuspectState();
        for (int first = 0; first < 200_000; first += 100) {
            List<Observation> observations = new ArrayList<>();
            for (int i = first; i < first + 100; i++) {
                observations.add(observation(0x0a00_0000L + i, i % 60_000));
            }
            state.window().add(evidence(EvidenceKind.TCP_ATTEMPT, 1_000, observations));
        }

        assertThat(state.window().observations()).isEqualTo(EvidenceWindow.MAX_OBSERVATIONS);
        assertThat(SerializerContract.bytes(serializer, state)).hasSizeLessThan(40_000);
        assertThat(state.window().peers()).isBetween(180_000L, 220_000L);
        assertThat(state.window().numbers()).isBetween(54_000L, 66_000L);
    }

    private static SuspectState state() {
        SuspectState state = new SuspectState();
        state.window().add(Suspicions.with(earlier(), 3, new FlowId(6, 7)));
        state.await(Suspicions.with(later(), 3, new FlowId(8, 9)));
        return state;
    }

    private static SuspectState stateOfVersion1() {
        SuspectState state = new SuspectState();
        state.window().add(earlier());
        state.await(later());
        return state;
    }

    private static Evidence earlier() {
        return attempt(12_000, observation("10.0.0.2", 22), 4, 3);
    }

    private static Evidence later() {
        return attempt(13_000, observation("10.0.0.3", 23), 7, 2);
    }

    private static Evidence attempt(
            long millis, Observation observation, long packets, long answered) {
        return evidence(EvidenceKind.TCP_ATTEMPT, millis, List.of(observation), packets, answered);
    }

    private static SuspectState large() {
        SuspectState state = state();
        state.window().add(evidence(EvidenceKind.TCP_ATTEMPT, 20_000, onHosts(1, 500, 22)));
        state.baseline(new Baseline(10_000, 1, 2, 3));
        return state;
    }

    private static Object content(SuspectState state) {
        List<Object> content = new ArrayList<>(state.waiting());
        EvidenceWindow window = state.window();
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
        content.add(Optional.ofNullable(state.baseline()));
        content.add(List.of(window.peers(), window.numbers(), window.numbersWithPeers(3)));
        return content;
    }
}
