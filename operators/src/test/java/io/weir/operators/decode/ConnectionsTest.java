package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowBatch;
import io.weir.operators.RecordedMetrics;
import io.weir.udp.Datagram;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Templates of TCP connections: RFC 7011 §8.1 and §8.4. */
class ConnectionsTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long FORGET = DecodeHarness.FORGET.toMillis();
    private static final long STEP = FORGET / 8;

    private static final TemplateDefinition WIDE =
            TemplateDefinition.of(256, TemplateField.iana(8, 4), TemplateField.iana(1, 8));
    private static final TemplateDefinition NARROW =
            TemplateDefinition.of(256, TemplateField.iana(1, 4));

    private static final long FIRST = 11;
    private static final long SECOND = 12;

    private final RecordedMetrics metrics = new RecordedMetrics();
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
    void eachConnectionOfAnExporterHasItsOwnTemplates() throws Exception {
        decode.receive(template(T0, FIRST, WIDE));
        decode.receive(template(T0, SECOND, NARROW));
        decode.receive(wide(T0, FIRST, 1_000));
        decode.receive(narrow(T0, SECOND, 7));
        decode.receive(wide(T0, FIRST, 2_000));

        assertThat(decode.flowBytes()).containsExactly(1_000L, 7L, 2_000L);
        assertThat(metrics.count("templatesRedefined")).isZero();
    }

    @Test
    void aConnectionDoesNotUseTheTemplatesOfUdpNorUdpThose() throws Exception {
        decode.receive(template(T0, Datagram.UDP, WIDE));
        decode.receive(wide(T0, FIRST, 1));
        assertThat(decode.flowBytes()).isEmpty();

        decode.receive(template(T0, SECOND, NARROW));
        decode.receive(wide(T0, Datagram.UDP, 2));

        assertThat(decode.flowBytes()).containsExactly(2L);
        assertThat(metrics.count("setsWithoutTemplate")).isEqualTo(1);
    }

    @Test
    void flowsOfAllConnectionsAreThoseOfTheExporter() throws Exception {
        decode.receive(template(T0, FIRST, WIDE));
        decode.receive(wide(T0, FIRST, 1));

        List<FlowBatch> batches = decode.batches();
        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).exporter()).hasToString("10.0.0.1");
        assertThat(batches.get(0).exporterPort()).isEqualTo(50_000);
    }

    @Test
    void theEndOfAConnectionClearsAllOfItsState() throws Exception {
        decode.receive(template(T0, FIRST, WIDE));
        decode.receive(template(T0, SECOND, WIDE));
        decode.receive(end(T0 + 1, FIRST));
        decode.receive(wide(T0 + 2, SECOND, 5));
        decode.receive(end(T0 + 3, SECOND));

        assertThat(decode.flowBytes()).containsExactly(5L);
        assertThat(decode.stateEntries()).isZero();
        assertThat(decode.timers()).isZero();
        assertThat(metrics.count("connectionsEnded")).isEqualTo(2);
    }

    @Test
    void theEndOfAConnectionIsNoDatagram() throws Exception {
        decode.receive(template(T0, FIRST, WIDE));
        decode.receive(end(T0, FIRST));

        assertThat(decode.batches()).isEmpty();
        assertThat(metrics.count("datagramsDecoded")).isEqualTo(1);
        assertThat(metrics.count("datagramsMalformed")).isZero();
    }

    @Test
    void aNewConnectionNeedsItsTemplatesAgain() throws Exception {
        decode.receive(template(T0, FIRST, WIDE));
        decode.receive(end(T0, FIRST));
        decode.receive(wide(T0, SECOND, 1));
        assertThat(decode.flowBytes()).isEmpty();
        assertThat(metrics.count("setsWithoutTemplate")).isEqualTo(1);

        decode.receive(template(T0, SECOND, WIDE));
        decode.receive(wide(T0, SECOND, 2));
        assertThat(decode.flowBytes()).containsExactly(1L, 2L);
    }

    @Test
    void withdrawalsCountInAConnection() throws Exception {
        decode.receive(template(T0, FIRST, WIDE));
        decode.receive(message(T0, FIRST, new IpfixWriter(1).begin(0).withdraw(WIDE)));
        decode.receive(wide(T0, FIRST, 1));

        assertThat(decode.flowBytes()).isEmpty();
        assertThat(metrics.count("templatesWithdrawn")).isEqualTo(1);
        assertThat(metrics.count("setsWithoutTemplate")).isEqualTo(1);
    }

    @Test
    void templatesDoNotExpireWhileTheConnectionLives() throws Exception {
        decode.receive(template(T0, FIRST, WIDE));
        long now = T0;
        while (now < T0 + 3 * DecodeHarness.EXPIRY.toMillis()) {
            now += FORGET - 1;
            decode.watermark(now - 1);
            decode.receive(wide(now, FIRST, 3));
            assertThat(decode.flowBytes()).containsExactly(3L);
            assertThat(decode.timers()).isEqualTo(1);
        }
        assertThat(metrics.count("templatesExpired")).isZero();
    }

    @Test
    void forgetsAConnectionThatVanished() throws Exception {
        decode.receive(template(T0, FIRST, WIDE));
        decode.receive(wide(T0 + STEP - 1, FIRST, 1));
        decode.watermark(T0 + FORGET);
        assertThat(decode.stateEntries()).isPositive();
        decode.watermark(T0 + FORGET + STEP);

        assertThat(decode.stateEntries()).isZero();
        assertThat(decode.timers()).isZero();
        assertThat(metrics.count("connectionsForgotten")).isEqualTo(1);
        assertThat(metrics.count("connectionsEnded")).isZero();
        decode.batches();
        decode.receive(wide(T0 + FORGET + STEP + 1, FIRST, 2));
        assertThat(decode.flowBytes()).isEmpty();
    }

    /** A failure ends connections without a word: those of the checkpoint are not kept for ever. */
    @Test
    void forgetsConnectionsAfterARestore() throws Exception {
        decode.receive(template(T0, FIRST, WIDE));
        OperatorSubtaskState state = decode.snapshot();
        try (DecodeHarness restored = DecodeHarness.restore(state)) {
            restored.receive(wide(T0 + 1, FIRST, 8)); // from the backlog
            assertThat(restored.flowBytes()).containsExactly(8L);
            assertThat(restored.timers()).isEqualTo(1);
            restored.watermark(T0 + 2 * FORGET);

            assertThat(restored.stateEntries()).isZero();
            assertThat(restored.timers()).isZero();
        }
    }

    @Test
    void aSessionThatLeftMemoryKeepsItsConnection() throws Exception {
        decode.close();
        decode = DecodeHarness.start(new DecodeOperator(DecodeHarness.LIMITS, 1), metrics);
        decode.receive(template(T0, FIRST, WIDE));
        decode.receive(template(T0, SECOND, NARROW));
        long later = T0 + FORGET - 1;
        decode.receive(wide(later, FIRST, 1));
        decode.watermark(T0 + FORGET + STEP);
        decode.receive(wide(later, FIRST, 2));
        decode.receive(narrow(later, SECOND, 3));

        assertThat(decode.flowBytes()).containsExactly(1L, 2L);
        assertThat(metrics.count("connectionsForgotten")).isEqualTo(1);
    }

    private static Datagram template(long millis, long connection, TemplateDefinition template) {
        return message(
                millis, connection, new IpfixWriter(1).begin(millis / 1000).template(template));
    }

    private static Datagram wide(long millis, long connection, long bytes) {
        return message(
                millis,
                connection,
                new IpfixWriter(1)
                        .begin(millis / 1000)
                        .data(WIDE, record -> record.uint32(0x0a63_0001L).uint64(bytes)));
    }

    private static Datagram narrow(long millis, long connection, long bytes) {
        return message(
                millis,
                connection,
                new IpfixWriter(1).begin(millis / 1000).data(NARROW, r -> r.uint32(bytes)));
    }

    private static Datagram end(long millis, long connection) {
        return datagram(millis, connection, new byte[0]);
    }

    private static Datagram message(long millis, long connection, IpfixWriter writer) {
        return datagram(millis, connection, writer.toBytes());
    }

    private static Datagram datagram(long millis, long connection, byte[] payload) {
        return new Datagram(millis, 0, 0xffff_0a00_0001L, 50_000, connection, payload);
    }
}
