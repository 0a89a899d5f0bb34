package io.weir.operators.detect;

import static io.weir.operators.detect.Suspicions.evidence;
import static io.weir.operators.detect.Suspicions.onHosts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.Flows;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.enrich.file.LineProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturesTest {

    private static final String HEADER = "name,severity,protocol,ports,flags,packets,bytes\n";
    private static final int HOSTS = 20;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "6, 80, 2, 3, 144, signature-code-red",
        "6, 80, 18, 3, 144, ",
        "6, 81, 2, 3, 144, ",
        "6, 80, 2, 3, 180, ",
        "6, 80, 2, 2, 144, ",
        "17, 1434, 0, 1, 404, signature-slammer",
        "17, 1434, 0, 5, 2020, signature-slammer",
        "17, 1434, 0, 1, 405, ",
        "17, 1434, 0, 0, 404, ",
        "6, 445, 2, 2, 96, signature-sasser",
        "6, 445, 2, 1, 44, ",
        "6, 135, 2, 1, 48, signature-blaster"
    })
    void theShippedOnesKnowTheirWorms(
            int protocol, int port, int flags, long packets, long bytes, String rule) {
        Flows flow =
                flow().tcp(flags, port)
                        .with(FlowField.PROTOCOL, protocol)
                        .packets(packets)
                        .bytes(bytes);
        assertThat(found(Signatures.shipped(), flow)).isEqualTo(rule);
    }

    @Test
    void welchiaIsToldByTheLengthOfItsPings() {
        assertThat(found(Signatures.shipped(), flow().icmp(1, 8, 0).packets(2).bytes(184)))
                .isEqualTo("signature-welchia");
        assertThat(found(Signatures.shipped(), flow().icmp(1, 0, 0).packets(2).bytes(184)))
                .isNull();
        assertThat(found(Signatures.shipped(), flow().icmp(1, 8, 0).packets(2).bytes(168)))
                .isNull();
    }

    @Test
    void shipsNoWrongLine() {
        assertThat(Signatures.shipped().report().problems()).isZero();
        assertThat(Signatures.shipped().report().entries()).isEqualTo(5);
    }

    @Test
    void anEmptyValueIsAnyAndARangeIncludesItsEnds() throws Exception {
        Signatures read = read(HEADER + "a,,udp,10-12,,,\n");
        assertThat(found(read, udp(10))).isEqualTo("signature-a");
        assertThat(found(read, udp(12))).isEqualTo("signature-a");
        assertThat(found(read, udp(9))).isNull();
        assertThat(found(read, udp(13))).isNull();
    }

    @Test
    void theFirstThatFitsIsFoundWhateverPortsTheOthersAskFor() throws Exception {
        Signatures read = read(HEADER + "a,,udp,10,,,\nb,,udp,,,1,\nc,,udp,11,,,\nd,,tcp,12,,,\n");
        assertThat(found(read, udp(10).packets(1))).isEqualTo("signature-a");
        assertThat(found(read, udp(11).packets(1))).isEqualTo("signature-b");
        assertThat(found(read, udp(11).packets(2))).isEqualTo("signature-c");
        assertThat(found(read, udp(12).packets(1))).isEqualTo("signature-b");
        assertThat(found(read, udp(12).packets(2))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "47", "255", "256"})
    void aFlowOfAProtocolThatNoneAsksForIsNone(int protocol) {
        assertThat(found(Signatures.shipped(), flow().with(FlowField.PROTOCOL, protocol))).isNull();
    }

    @Test
    void aFlowWithoutPortIsThatOfASignatureWithoutOne() throws Exception {
        Flows flow = flow().with(FlowField.PROTOCOL, 17).packets(1);
        assertThat(found(read(HEADER + "a,,udp,53,,,\n"), flow)).isNull();
        assertThat(found(read(HEADER + "a,,udp,53,,,\nb,,udp,,,1,\n"), flow))
                .isEqualTo("signature-b");
    }

    @Test
    void leavesOutWrongLinesAndTellsTheirNumbers() throws Exception {
        Signatures read =
                read(
                        "# mine\n"
                                + HEADER
                                + "good,1,tcp,,,,\n"
                                + "Bad,1,tcp,,,,\n"
                                + "bad,0,tcp,,,,\n"
                                + "worse,1,tpc,,,,\n"
                                + "none,1,,,,,\n"
                                + "good,1,udp,,,,\n"
                                + "port,1,tcp,65536,,,\n"
                                + "turned,1,tcp,9-8,,,\n"
                                + "flag,1,tcp,,sin,,\n"
                                + "many,1,tcp,,,,,\n");
        assertThat(read.report().entries()).isEqualTo(1);
        assertThat(read.report().firstProblems())
                .extracting(LineProblem::toString)
                .containsExactly(
                        "line 4: the name 'Bad' is not of small letters, digits and single hyphens",
                        "line 5: severity: must be one number from 1 to 100",
                        "line 6: protocol: 'tpc' is no number from 0 to 255",
                        "line 7: protocol: must be tcp, udp, icmp, icmpv6 or one number",
                        "line 8: signature-good cannot be told from signature-good above; give it"
                                + " another name",
                        "line 9: ports: '65536' is no number from 0 to 65535",
                        "line 10: ports: goes from 9 down to 8; turn it round",
                        "line 11: flags: 'sin' is none of fin, syn, rst, psh, ack, or these after"
                                + " '!'",
                        "line 12: has 8 values for 7 columns; put those with commas in quotes");
    }

    @Test
    void takesNoMoreThanItsBound() throws Exception {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i <= Signatures.MOST; i++) {
            text.append("n").append(i).append(",,tcp,,,,\n");
        }
        assertThat(read(text.toString()).report().entries()).isEqualTo(Signatures.MOST);
        assertThat(read(text.toString()).report().firstProblems())
                .singleElement()
                .hasToString("line 66: is over the 64 that are taken");
    }

    @Test
    void aFileWithoutHeaderIsRefused() {
        assertThatThrownBy(() -> read("slammer,udp\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("line 1: begin the file with the columns' names");
    }

    @Test
    void aFileThatCannotBeUsedIsNamedWithItsKey() {
        Path missing = folder.resolve("none.csv");
        assertThatThrownBy(() -> new LiveSignatures(missing.toString()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("detections.signatures.file")
                .hasMessageContaining(missing.toString());
    }

    @Test
    void aSampledFlowIsNoEvidence() throws Exception {
        assertThat(sift(slammer())).hasSize(1);
        assertThat(sift(slammer().with(FlowField.SAMPLING_INTERVAL, 2))).isEmpty();
    }

    @Test
    void asManyHostsAsTheThresholdAreAFindingOfTheSignaturesRule() throws Exception {
        int slammer = sift(slammer()).get(0).observations().get(0).number();
        assertThat(judge(onHosts(1, HOSTS - 1, slammer))).isEmpty();
        assertThat(judge(onHosts(1, HOSTS - 1, 7))).isEmpty();
        assertThat(judge(onHosts(1, HOSTS, 7))).isEmpty();
        assertThat(judge(onHosts(1, HOSTS, slammer)))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().id()).isEqualTo("signature-slammer");
                            assertThat(finding.rule().category()).isEqualTo("signature");
                            assertThat(finding.rule().severity()).isEqualTo(90);
                            assertThat(finding.scope()).isEmpty();
                            assertThat(finding.count()).isEqualTo(HOSTS);
                            assertThat(finding.sample().ports()).containsExactly(1434);
                        });
    }

    private static List<Finding> judge(List<Observation> observations) throws Exception {
        Detection detection =
                new Detection(
                        EvidenceKind.SIGNATURE_FLOW,
                        Duration.ofSeconds(60),
                        new SignatureMatch(null, HOSTS));
        return Judged.of(detection, evidence(EvidenceKind.SIGNATURE_FLOW, 0, observations));
    }

    private static List<Evidence> sift(Flows flows) throws Exception {
        try (var harness =
                Harnesses.chained(
                        new EvidencePreAggregator(
                                List.of(EvidenceKind.SIGNATURE_FLOW), List.of(), SieveOptions.NONE),
                        DetectSerializers.EVIDENCE,
                        new RecordedMetrics())) {
            harness.open();
            harness.processElement(flows.batch(), 0);
            harness.endInput();
            return List.copyOf(Harnesses.values(harness));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "syn !ack, ATTEMPT",
        "rst !syn, REFUSAL PART",
        "syn ack !fin !psh, ACCEPTANCE",
        "syn ack fin, SESSION",
        "!syn !ack !fin !rst !psh, UNKNOWN",
        "'', ATTEMPT REFUSAL ACCEPTANCE SESSION PART UNKNOWN"
    })
    void flagsSayWhichFlowsOfTcpAreCompared(String flags, String kinds) throws Exception {
        Signatures read = read(HEADER + "a,,tcp,80," + flags + ",,\n");

        assertThat(read.of(6).tcpFlows())
                .extracting(TcpFlow::name)
                .containsExactlyInAnyOrder(kinds.split(" "));
    }

    private Signatures read(String text) throws IOException {
        return Signatures.read(Files.writeString(folder.resolve("signatures.csv"), text));
    }

    private static String found(Signatures signatures, Flows flow) {
        FlowBatch batch = flow.batch();
        ProtocolSignatures some = signatures.of(batch.get(FlowField.PROTOCOL, 0));
        Signature signature = some == null ? null : some.find(batch, 0, FlowDirection.FORWARD);
        return signature == null ? null : signature.rule().id();
    }

    private static Flows slammer() {
        return udp(1434).packets(1).bytes(404);
    }

    private static Flows udp(int port) {
        return flow().with(FlowField.PROTOCOL, 17).with(FlowField.DESTINATION_PORT, port);
    }

    private static Flows flow() {
        return Flows.receivedAt(0).flow().source("10.0.0.1").destination("192.0.2.7");
    }
}
