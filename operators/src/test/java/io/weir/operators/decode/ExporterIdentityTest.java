package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.RecordedMetrics;
import io.weir.udp.Datagram;
import org.junit.jupiter.api.Test;

class ExporterIdentityTest {

    private static final long T0 = 1_700_000_000_123L;

    /** As after a restart of the exporter, or of a translation of addresses on the way. */
    @Test
    void anExporterThatChangesItsSourcePortStaysOneExporter() throws Exception {
        TestExporter exporter = TestExporter.numbered(1);
        RecordedMetrics metrics = new RecordedMetrics();
        try (DecodeHarness decode = DecodeHarness.start(metrics)) {
            Datagram template = exporter.template(T0);
            decode.receive(template);
            int entries = decode.stateEntries();
            Datagram flow = fromPort(50_000, exporter.flow(T0 + 5, 4_711));

            decode.receive(flow);

            assertThat(ExporterIdentity.ADDRESS.session(flow))
                    .isEqualTo(ExporterIdentity.ADDRESS.session(template));
            assertThat(decode.flowBytes()).containsExactly(4_711L);
            assertThat(decode.stateEntries()).isEqualTo(entries);
            assertThat(metrics.count("setsWithoutTemplate")).isZero();
        }
    }

    private static Datagram fromPort(int port, Datagram datagram) {
        return new Datagram(
                datagram.receivedMillis(),
                datagram.sourceHigh(),
                datagram.sourceLow(),
                port,
                datagram.payload());
    }
}
