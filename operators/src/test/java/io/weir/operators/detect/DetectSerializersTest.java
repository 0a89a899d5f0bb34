package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.detect.DetectSerializers.AlertSerializer;
import io.weir.operators.detect.DetectSerializers.EvidenceSerializer;
import io.weir.operators.detect.DetectSerializers.FindingSerializer;
import io.weir.operators.detect.DetectSerializers.JudgedEvidenceSerializer;
import io.weir.operators.detect.DetectSerializers.RuleSerializer;
import io.weir.operators.detect.DetectSerializers.SuspectSerializer;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.traffic.Traffic;
import io.weir.operators.types.SerializerContract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectSerializersTest {

    /** Lies in savepoints: must not change. Findings had no number of hosts. */
    private static final String RULE_ALERTS_1 =
            "01"
                    // minute, openings in it, one open alert
                    + "0000000000000020"
                    + "00000021"
                    + "00000001"
                    // id "a/b", opened, next count, last seen
                    + "0003612f62"
                    + "0000000000000001"
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
                    + "01"
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
                    // one peer, one port, one exporter, one flow
                    + "00000001"
                    + "0100000000000000000000ffff0a000002"
                    + "00000001"
                    + "00000016"
                    + "00000001"
                    + "0100000000000000000000ffff0a000003"
                    + "00000001"
                    + "000000000000000d"
                    + "000000000000000e"
                    // course: start, end, count, flows, packets, bytes, no exporter, one flow
                    + "000000000000000f"
                    + "0000000000000010"
                    + "0000000000000011"
                    + "0000000000000012"
                    + "0000000000000013"
                    + "0000000000000014"
                    + "00000000"
                    + "00000001"
                    + "0000000000000015"
                    + "0000000000000016"
                    // nothing held back
                    + "00";

    /** Lies in savepoints: must not change. */
    private static final String RULE_ALERTS_2 =
            "01"
                    // minute, openings in it, one open alert
                    + "0000000000000020"
                    + "00000021"
                    + "00000001"
                    // id "a/b", opened, next count, last seen
                    + "0003612f62"
                    + "0000000000000001"
                    + "0000000000000003"
                    + "0000000000000004"
                    // finding; rule "r", "n", "scan", 5, "T1"
                    + "02"
                    + "01"
                    + "000172"
                    + "00016e"
                    + "00047363616e"
                    + "00000005"
                    + "01"
                    + "00025431"
                    // entity 10.0.0.1, source, scope "s", count, measure "hosts"
                    + "01"
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
                    // received, hosts
                    + "0000000000000000"
                    + "0000000000000017"
                    // one peer, one port, one exporter, one flow
                    + "00000001"
                    + "0100000000000000000000ffff0a000002"
                    + "00000001"
                    + "00000016"
                    + "00000001"
                    + "0100000000000000000000ffff0a000003"
                    + "00000001"
                    + "000000000000000d"
                    + "000000000000000e"
                    // course: start, end, count, flows, packets, bytes, no exporter, one flow
                    + "000000000000000f"
                    + "0000000000000010"
                    + "0000000000000011"
                    + "0000000000000012"
                    + "0000000000000013"
                    + "0000000000000014"
                    + "00000000"
                    + "00000001"
                    + "0000000000000015"
                    + "0000000000000016"
                    // nothing held back
                    + "00";

    private static final OpenAlert OPEN_ALERT = openAlert(23);

    private static OpenAlert openAlert(long hosts) {
        return new OpenAlert(
                "a/b",
                1,
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
                        new Traffic(12, 11, 10),
                        0,
                        new Sample(
                                hosts,
                                List.of(address("10.0.0.2")),
                                List.of(22),
                                List.of(address("10.0.0.3")),
                                List.of(new FlowId(13, 14)))),
                new Course(
                        15,
                        16,
                        17,
                        new Traffic(20, 19, 18),
                        List.of(),
                        List.of(new FlowId(21, 22))));
    }

    @Test
    void alertsOfARuleHaveTheBytesOfVersion2() {
        assertThat(SerializerContract.hex(RuleAlertsSerializer.INSTANCE, alerts(OPEN_ALERT, null)))
                .isEqualTo(RULE_ALERTS_2);
        assertThat(content(SerializerContract.ofHex(RuleAlertsSerializer.INSTANCE, RULE_ALERTS_2)))
                .isEqualTo(content(alerts(OPEN_ALERT, null)));
    }

    @Test
    void alertsOfFindingsOfVersion1AreRead() {
        OpenAlert open = openAlert(/* hosts= */ 0);

        assertThat(content(SerializerContract.ofHex(RuleAlertsSerializer.INSTANCE, RULE_ALERTS_1)))
                .isEqualTo(content(alerts(open, null)));
    }

    @Test
    void alertsOfARuleKeepTheContract() {
        HeldBack heldBack = new HeldBack();
        Finding summary = heldBack.add(Findings.at(100_000, 5));
        heldBack.summary(OpenAlert.of(summary, 60_000));

        SerializerContract.check(
                RuleAlertsSerializer.INSTANCE, new RuleAlerts(), DetectSerializersTest::content);
        SerializerContract.check(
                RuleAlertsSerializer.INSTANCE,
                alerts(OPEN_ALERT, heldBack),
                DetectSerializersTest::content);
    }

    private static RuleAlerts alerts(OpenAlert alert, HeldBack heldBack) {
        Map<String, OpenAlert> open = new LinkedHashMap<>();
        open.put(alert.latest().alertKey(), alert);
        return new RuleAlerts(open, 32, 33, heldBack);
    }

    /** What decides on all that is to come. */
    private static List<Object> content(RuleAlerts alerts) {
        HeldBack heldBack = alerts.copy().heldBack();
        return List.of(
                alerts.minute(),
                alerts.openedInMinute(),
                List.copyOf(alerts.open()),
                Optional.ofNullable(alerts.get(OPEN_ALERT.latest().alertKey())),
                heldBack == null
                        ? "none"
                        : List.of(heldBack.summary(), heldBack.add(Findings.at(200_000, 6))));
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
                        Traffic.NONE,
                        0,
                        Sample.NONE));
        SerializerContract.check(
                JudgedEvidenceSerializer.INSTANCE,
                new JudgedEvidence(
                        Suspicions.evidence(
                                EvidenceKind.TCP_ATTEMPT, 0, Suspicions.onHosts(1, 3, 22)),
                        /* isFound= */ true));
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
                        8,
                        List.of(new Observation(-1, 2, 65_535), new Observation(0, 0, 0)),
                        List.of(address("2001:db8::1")),
                        List.of(new FlowId(8, 9)),
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
                        8,
                        List.of(),
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
        SerializerContract.check(
                AlertSerializer.INSTANCE, OPEN_ALERT.toAlert(status, status != Alert.Status.OPEN));
    }
}
