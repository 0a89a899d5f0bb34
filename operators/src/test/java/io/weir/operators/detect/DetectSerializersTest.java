package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.detect.DetectSerializers.AlertSerializer;
import io.weir.operators.detect.DetectSerializers.EvidenceSerializer;
import io.weir.operators.detect.DetectSerializers.FindingSerializer;
import io.weir.operators.detect.DetectSerializers.OpenAlertSerializer;
import io.weir.operators.detect.DetectSerializers.RuleSerializer;
import io.weir.operators.detect.DetectSerializers.SuspectSerializer;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.types.SerializerContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectSerializersTest {

    /** Lies in savepoints: must not change. */
    private static final String OPEN_ALERT_1 =
            "01"
                    // id "a/b", opened, revision, next count, last seen
                    + "0003612f62"
                    + "0000000000000001"
                    + "0000000000000002"
                    + "0000000000000003"
                    + "0000000000000004"
                    // finding; rule "r", "n", "scan", 5, "T1"
                    + "01"
                    + "01"
                    + "000172"
                    + "00016e"
                    + "00047363616e"
                    + "00000005"
                    + "01"
                    + "00025431"
                    // entity 10.0.0.1, source, scope "s", count, measure "hosts"
                    + "0100000000000000000000ffff0a000001"
                    + "01"
                    + "000173"
                    + "0000000000000006"
                    + "0005686f737473"
                    // window, trigger, flows, packets, bytes
                    + "0000000000000007"
                    + "0000000000000008"
                    + "0000000000000009"
                    + "000000000000000a"
                    + "000000000000000b"
                    + "000000000000000c"
                    // one peer, one port, one exporter
                    + "00000001"
                    + "0100000000000000000000ffff0a000002"
                    + "00000001"
                    + "00000016"
                    + "00000001"
                    + "0100000000000000000000ffff0a000003";

    private static final OpenAlert OPEN_ALERT =
            new OpenAlert(
                    "a/b",
                    1,
                    2,
                    3,
                    4,
                    new Finding(
                            new Rule("r", "n", "scan", 5, "T1"),
                            address("10.0.0.1"),
                            Role.SOURCE,
                            "s",
                            6,
                            "hosts",
                            7,
                            8,
                            9,
                            10,
                            11,
                            12,
                            List.of(address("10.0.0.2")),
                            List.of(22),
                            List.of(address("10.0.0.3"))));

    @Test
    void openAlertsHaveTheBytesOfVersion1() {
        assertThat(SerializerContract.hex(OpenAlertSerializer.INSTANCE, OPEN_ALERT))
                .isEqualTo(OPEN_ALERT_1);
        assertThat(SerializerContract.ofHex(OpenAlertSerializer.INSTANCE, OPEN_ALERT_1))
                .isEqualTo(OPEN_ALERT);
    }

    @Test
    void keepTheContract() {
        SerializerContract.check(RuleSerializer.INSTANCE, SynScan.HORIZONTAL);
        SerializerContract.check(RuleSerializer.INSTANCE, Findings.RULE);
        SerializerContract.check(FindingSerializer.INSTANCE, Findings.at(100_000, 5));
        SerializerContract.check(FindingSerializer.INSTANCE, OPEN_ALERT.latest());
        SerializerContract.check(
                FindingSerializer.INSTANCE,
                new Finding(
                        IcmpUnreachable.RULE,
                        address("::"),
                        Role.DESTINATION,
                        "",
                        Long.MAX_VALUE,
                        "messages",
                        -1,
                        0,
                        1,
                        0,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of()));
        SerializerContract.check(OpenAlertSerializer.INSTANCE, OPEN_ALERT);
        SerializerContract.check(
                EvidenceSerializer.INSTANCE,
                new Evidence(
                        new Suspect(EvidenceKind.ECHO_REQUEST, address("10.0.0.1")),
                        -1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        List.of(new Observation(-1, 2, 65_535), new Observation(0, 0, 0)),
                        List.of(address("2001:db8::1")),
                        null));
        SerializerContract.check(
                SuspectSerializer.INSTANCE,
                new Suspect(EvidenceKind.BACKSCATTER, address("2001:db8::1"), -1));
    }

    @Test
    void evidenceKeepsItsSketches() {
        DistinctSketches sketches = new DistinctSketches();
        Suspicions.onHosts(1, 100, 22).forEach(observation -> observation.addTo(sketches));
        Evidence evidence =
                new Evidence(
                        new Suspect(EvidenceKind.TCP_ATTEMPT, address("10.0.0.1")),
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        List.of(),
                        List.of(),
                        sketches);
        byte[] bytes = SerializerContract.bytes(EvidenceSerializer.INSTANCE, evidence);
        Evidence read = SerializerContract.value(EvidenceSerializer.INSTANCE, bytes);
        assertThat(read.more().hosts()).isEqualTo(100);
        assertThat(read.more().ports()).isEqualTo(1);
    }

    /** Decides to which subtask a suspect belongs, also after a restore: must not change. */
    @Test
    void suspectsHaveTheSameHashEverywhere() {
        assertThat(new Suspect(EvidenceKind.TCP_ATTEMPT, address("10.0.0.1")).hashCode())
                .isEqualTo(31 + address("10.0.0.1").hashCode());
    }

    @ParameterizedTest
    @EnumSource(Alert.Status.class)
    void alertsKeepTheContract(Alert.Status status) {
        SerializerContract.check(AlertSerializer.INSTANCE, OPEN_ALERT.toAlert(status));
    }
}
