package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import io.weir.codec.flow.FlowField;
import io.weir.udp.Datagram;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Restores a savepoint that an earlier build wrote: every build must read it. {@code
 * -Dweir.savepoint.write} writes it, but never again once a release has: what a later build adds
 * gets a savepoint of its own beside it.
 */
class CommittedSavepointTest {

    private static final Path SAVEPOINT =
            Path.of(
                    "src/test/resources/io/weir/operators/decode/decode-savepoint-1",
                    "operator-state");

    private static final long T0 = 1_700_000_000_000L;

    private static final TestExporter NETFLOW_V9 = TestExporter.numbered(1);
    private static final TestExporter WAITING = TestExporter.numbered(2);
    private static final TestExporter IPFIX = TestExporter.numbered(3);
    private static final TestExporter NETFLOW_V5 = TestExporter.numbered(4);
    private static final TestExporter SFLOW = TestExporter.numbered(5);
    private static final long CONNECTION = 0x77;

    private static final TemplateDefinition FLOWS =
            TemplateDefinition.of(
                    300,
                    TemplateField.iana(8, 4),
                    TemplateField.iana(85, 8),
                    TemplateField.iana(10, 4),
                    TemplateField.iana(153, 8));
    private static final TemplateDefinition SAMPLERS =
            TemplateDefinition.ofOptions(
                    301,
                    1,
                    TemplateField.iana(302, 4),
                    TemplateField.iana(305, 4),
                    TemplateField.iana(306, 4));
    private static final TemplateDefinition INTERFACES =
            TemplateDefinition.ofOptions(
                    302, 1, TemplateField.iana(10, 4), TemplateField.iana(82, 8));
    private static final TemplateDefinition START =
            TemplateDefinition.ofOptions(
                    303, 1, TemplateField.iana(144, 4), TemplateField.iana(160, 8));

    @BeforeAll
    static void writeIfAsked() throws Exception {
        if (System.getProperty("weir.savepoint.write") != null) {
            write();
        }
    }

    private static void write() throws Exception {
        try (DecodeHarness decode = DecodeHarness.restore(null, 1, 1, 0, Backend.HEAP)) {
            decode.receive(NETFLOW_V9.template(T0));
            decode.receive(NETFLOW_V9.flow(T0 + 1_000, 1));
            decode.receive(WAITING.flow(T0 + 1_500, 22));
            decode.receive(onConnection(WAITING.template(T0 + 1_600)));
            IpfixWriter ipfix = new IpfixWriter(9);
            decode.receive(
                    IPFIX.datagram(
                            T0 + 2_000,
                            ipfix.begin(T0 / 1000 + 2)
                                    .template(FLOWS)
                                    .template(SAMPLERS)
                                    .template(INTERFACES)
                                    .template(START)
                                    .toBytes()));
            decode.receive(
                    IPFIX.datagram(
                            T0 + 3_000,
                            ipfix.begin(T0 / 1000 + 3)
                                    .data(SAMPLERS, r -> r.uint32(1).uint32(1).uint32(99))
                                    .data(
                                            INTERFACES,
                                            r -> r.uint32(7).uint64(0x6574_6837_0000_0000L))
                                    .data(START, r -> r.uint32(9).uint64(T0 - 86_400_000))
                                    .data(FLOWS, r -> total(r, 5_000))
                                    .toBytes()));
            for (int i = 0; i < 3; i++) {
                decode.receive(NETFLOW_V5.datagram(T0 + 4_000 + i, netflowV5()));
                decode.receive(SFLOW.datagram(T0 + 5_000 + i, sflow()));
            }
            Files.createDirectories(SAVEPOINT.getParent());
            OperatorSnapshotUtil.writeStateHandle(decode.savepoint(), SAVEPOINT.toString());
        }
    }

    private static void total(WireBuffer record, long bytes) {
        record.uint32(0x0a63_0001L).uint64(bytes).uint32(7).uint64(T0 + 2_900);
    }

    private static byte[] netflowV5() {
        NetflowV5Writer writer = new NetflowV5Writer(1, 2).begin(T0 + 4_000, 60_000);
        writer.record().protocol(6).ports(51_000, 443).octets(1_500).packets(1);
        return writer.toBytes();
    }

    private static byte[] sflow() {
        SflowWriter writer = new SflowWriter(IpAddress.ofIpv4(0x0a00_0005L), 3).begin(60_000);
        writer.counterSample(1, 0, 3);
        return writer.toBytes();
    }

    @ParameterizedTest
    @EnumSource
    void decodesWithWhatAnEarlierBuildLearned(Backend backend) throws Exception {
        OperatorSubtaskState state = OperatorSnapshotUtil.readStateHandle(SAVEPOINT.toString());
        try (DecodeHarness decode = DecodeHarness.restore(state, 1, 1, 0, backend)) {
            assertThat(decode.exporters()).isEqualTo(6);
            decode.receive(NETFLOW_V9.flow(T0 + 10_000, 11));
            decode.receive(onConnection(WAITING.flow(T0 + 10_000, 12)));
            assertThat(decode.flowBytes()).containsExactly(11L, 12L);

            decode.receive(WAITING.template(T0 + 11_000));
            assertThat(decode.flowBytes()).containsExactly(22L);

            IpfixWriter ipfix = new IpfixWriter(9);
            decode.receive(
                    IPFIX.datagram(
                            T0 + 12_000,
                            ipfix.begin(T0 / 1000 + 12)
                                    .data(FLOWS, record -> total(record, 6_000))
                                    .toBytes()));
            assertThat(decode.batches())
                    .singleElement()
                    .satisfies(
                            batch -> {
                                assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(1_000);
                                assertThat(batch.get(FlowField.SAMPLING_INTERVAL, 0))
                                        .isEqualTo(100);
                                assertThat(batch.text(FlowField.INPUT_INTERFACE_NAME, 0))
                                        .isEqualTo("eth7");
                            });
            decode.receive(NETFLOW_V5.datagram(T0 + 13_000, netflowV5()));
            assertThat(decode.batches()).hasSize(1).allMatch(batch -> batch.size() == 1);
        }
    }

    private static Datagram onConnection(Datagram datagram) {
        return new Datagram(
                datagram.receivedMillis(),
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.sourcePort(),
                CONNECTION,
                datagram.payload());
    }
}
