package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionLimits;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecodeOperatorTest {

    private static final long T0 = 1_700_000_000_123L;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final TestExporter exporter = TestExporter.numbered(1);
    private DecodeHarness decode;

    @BeforeEach
    void open() throws Exception {
        decode = DecodeHarness.start(metrics);
    }

    @AfterEach
    void close() throws Exception {
        decode.close();
    }

    @Test
    void decodesFlowsWithTheTemplateThatCameBefore() throws Exception {
        decode.receive(exporter.template(T0));
        decode.receive(exporter.flow(T0 + 5, 4_711));

        StreamRecord<FlowBatch> record = Harnesses.drain(decode.flink()).get(0);
        FlowBatch batch = record.getValue();
        assertThat(record.getTimestamp()).isEqualTo(T0 + 5);
        assertThat(batch.protocol()).isEqualTo(ExportProtocol.NETFLOW_V9);
        assertThat(batch.exporter()).isEqualTo(exporter.address());
        assertThat(batch.exporterPort()).isEqualTo(2055);
        assertThat(batch.receivedMillis()).isEqualTo(T0 + 5);
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(4_711);
        assertThat(metrics.count("datagramsDecoded")).isEqualTo(2);
        assertThat(metrics.count("flowsDecoded")).isEqualTo(1);
        assertThat(metrics.count("templatesAdded")).isEqualTo(1);
    }

    @Test
    void givesFlowsTheirRecordsWhereItIsAskedTo() throws Exception {
        decode.receive(exporter.template(T0));
        decode.receive(exporter.flow(T0, 1));
        assertThat(decode.batches().get(0).has(FlowField.ORIGINAL_RECORD, 0)).isFalse();

        decode.close();
        decode =
                DecodeHarness.start(DecodeOperator.keepingOriginals(DecodeHarness.LIMITS), metrics);
        decode.receive(exporter.flow(T0, 4_711));
        decode.receive(TestExporter.numbered(2).template(T0));
        decode.receive(TestExporter.numbered(2).flow(T0, 4_712));
        decode.receive(exporter.template(T0));

        assertThat(decode.batches())
                .allSatisfy(
                        batch ->
                                assertThat(batch.text(FlowField.ORIGINAL_RECORD, 0))
                                        .contains(
                                                "\"octetDeltaCount\":"
                                                        + batch.get(FlowField.BYTES, 0)))
                .hasSize(2);
    }

    @Test
    void sendsNoBatchForADatagramWithoutFlows() throws Exception {
        decode.receive(exporter.template(T0));

        assertThat(decode.batches()).isEmpty();
    }

    @Test
    void usesNoTemplateOfAnotherExporter() throws Exception {
        decode.receive(exporter.template(T0));
        decode.receive(TestExporter.numbered(2).flow(T0, 1));

        assertThat(decode.batches()).isEmpty();
        assertThat(metrics.count("setsWithoutTemplate")).isEqualTo(1);
        assertThat(metrics.count("datagramsMalformed")).isZero();
    }

    @Test
    void refusesTemplatesOverTheLimitOfTheirExporterOnly() throws Exception {
        decode.close();
        decode =
                DecodeHarness.start(
                        new DecodeOperator(
                                DecodeHarness.limits(
                                        SubtaskLimits.DEFAULTS,
                                        SessionLimits.DEFAULTS.withTemplates(1))),
                        metrics);
        NetflowV9Writer otherDomain = new NetflowV9Writer(8);
        decode.receive(exporter.template(T0));
        byte[] second =
                otherDomain
                        .begin(T0 / 1000, 0)
                        .template(TemplateDefinition.of(300, TemplateField.iana(1, 4)))
                        .toBytes();
        decode.receive(exporter.datagram(T0, second));
        decode.receive(TestExporter.numbered(2).template(T0));

        assertThat(metrics.count("templatesAdded")).isEqualTo(2);
        assertThat(metrics.count("templatesRefused")).isEqualTo(1);
    }

    @Test
    void knowsTheTemplatesOfMoreExportersThanItHasSessions() throws Exception {
        decode.close();
        DecodeOperator twoSessions = new DecodeOperator(DecodeHarness.LIMITS, 2);
        decode = DecodeHarness.start(twoSessions, metrics);
        for (int number = 0; number < 20; number++) {
            decode.receive(TestExporter.numbered(number).template(T0));
        }
        for (int number = 0; number < 20; number++) {
            decode.receive(TestExporter.numbered(number).flow(T0, number));
        }

        assertThat(decode.flowBytes())
                .containsExactly(Stream.iterate(0L, n -> n + 1).limit(20).toArray(Long[]::new));
        assertThat(twoSessions.sessionCount()).isEqualTo(2);
    }

    private static SflowWriter sflow() {
        return new SflowWriter(IpAddress.ofIpv4(0x0a00_0001L), 0).begin(0);
    }

    @Test
    void handsOnSamplesAndCountsCounters() throws Exception {
        SflowWriter writer = sflow();
        writer.flowSample().record(2, record -> record.uint32(64).zeros(20));
        writer.counterSample(1, 0, 3);
        writer.counterSample(1, 0, 4);

        decode.receive(exporter.datagram(T0, writer.toBytes()));

        assertThat(decode.flowBytes()).containsExactly(64L);
        assertThat(metrics.count("counterSamples")).isEqualTo(2);
        assertThat(metrics.count("datagramsDecoded")).isEqualTo(1);
    }

    static Stream<Arguments> malformed() {
        byte[] v5 = new NetflowV5Writer(0, 0).begin(T0, 0).statedCount(2).toBytes();
        return Stream.of(
                Arguments.of(Malformation.TOO_SHORT, new byte[0]),
                Arguments.of(Malformation.TOO_SHORT, new byte[] {0, 9, 0, 1}),
                Arguments.of(Malformation.UNKNOWN_VERSION, new byte[] {0, 77, 0, 0, 0, 0}),
                Arguments.of(Malformation.UNSUPPORTED_VERSION, new byte[] {0, 0, 0, 4}),
                Arguments.of(Malformation.TRUNCATED, v5),
                Arguments.of(
                        Malformation.SAMPLE_BEYOND_DATAGRAM,
                        sflow().raw(bytes(0, 0, 0, 1, 0, 0, 0, 9)).statedCount(1).toBytes()),
                Arguments.of(Malformation.INVALID_SAMPLE, sflow().rawSample(1).toBytes()),
                Arguments.of(Malformation.SET_TOO_SHORT, v9().rawSet(256, 3).toBytes()),
                Arguments.of(Malformation.SET_BEYOND_DATAGRAM, v9().rawSet(256, 400).toBytes()),
                Arguments.of(Malformation.RESERVED_SET, v9().rawSet(77, 4).toBytes()),
                Arguments.of(
                        Malformation.TEMPLATE_BEYOND_SET,
                        v9().rawSet(0, 12, bytes(1, 0, 0, 9, 0, 8, 0, 4)).toBytes()),
                Arguments.of(
                        Malformation.INVALID_TEMPLATE,
                        v9().rawSet(0, 12, bytes(0, 9, 0, 1, 0, 8, 0, 4)).toBytes()));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void countsMalformedDatagramsByReasonAndGoesOn(Malformation reason, byte[] payload)
            throws Exception {
        decode.receive(exporter.template(T0));
        decode.receive(exporter.datagram(T0, payload));
        decode.receive(exporter.flow(T0, 12));

        assertThat(decode.flowBytes()).containsExactly(12L);
        assertThat(metrics.count("datagramsMalformed")).isEqualTo(1);
        assertThat(metrics.count("datagramsMalformed", reason.label())).isEqualTo(1);
        assertThat(metrics.count("datagramsDecoded")).isEqualTo(2);
    }

    @Test
    void keepsTheFlowsOfADatagramThatIsMalformedFurtherOn() throws Exception {
        decode.receive(exporter.template(T0));
        byte[] flow = exporter.flow(T0, 31).payload();
        byte[] broken = Arrays.copyOf(flow, flow.length + 4);
        broken[flow.length + 1] = 77;
        broken[flow.length + 3] = 4;
        decode.receive(exporter.datagram(T0, broken));

        assertThat(decode.flowBytes()).containsExactly(31L);
        assertThat(metrics.count("datagramsMalformed", "reserved-set")).isEqualTo(1);
    }

    @Test
    void survivesAnyBytes() throws Exception {
        Random random = new Random(20_240_501);
        decode.receive(exporter.template(T0));
        int datagrams = 3_000;
        for (int i = 0; i < datagrams; i++) {
            byte[] payload = new byte[random.nextInt(200)];
            random.nextBytes(payload);
            if (payload.length > 24 && i % 4 != 0) {
                payload[0] = 0;
                payload[1] = new byte[] {5, 9, 10}[i % 3];
                payload[20] = 0;
                payload[21] = (byte) random.nextInt(4);
                payload[22] = 0;
            }
            decode.receive(exporter.datagram(T0, payload));
        }
        decode.receive(TestExporter.numbered(2).template(T0));
        decode.batches();
        decode.receive(TestExporter.numbered(2).flow(T0, 3));

        assertThat(decode.flowBytes()).containsExactly(3L);
        long counted = metrics.count("datagramsDecoded") + metrics.count("datagramsMalformed");
        assertThat(counted).isEqualTo(datagrams + 3);
        long byReason =
                Stream.of(Malformation.values())
                        .mapToLong(reason -> metrics.count("datagramsMalformed", reason.label()))
                        .sum();
        assertThat(byReason).isEqualTo(metrics.count("datagramsMalformed")).isPositive();
    }

    private static NetflowV9Writer v9() {
        return new NetflowV9Writer(7).begin(T0 / 1000, 0);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
