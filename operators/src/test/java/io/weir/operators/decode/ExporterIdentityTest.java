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

    /** As behind a translation of addresses, where only the port tells exporters apart. */
    @Test
    void portsTellExportersApartWhereTheyArePartOfTheIdentity() throws Exception {
        TestExporter exporter = TestExporter.numbered(1);
        RecordedMetrics metrics = new RecordedMetrics();
        try (DecodeHarness decode =
                DecodeHarness.start(
                        new DecodeOperator(DecodeHarness.LIMITS),
                        ExporterIdentity.ADDRESS_AND_PORT,
                        metrics)) {
            decode.receive(fromPort(50_000, exporter.template(T0)));
            decode.receive(fromPort(50_001, exporter.flow(T0, 1)));
            assertThat(decode.flowBytes()).isEmpty();
            decode.receive(fromPort(50_000, exporter.flow(T0, 2)));

            assertThat(decode.flowBytes()).containsExactly(2L);
            assertThat(metrics.now("exportersKnown")).isEqualTo(2);
        }
    }

    @Test
    void aConnectionIsItsOwnIdentityWhateverItsPort() {
        Datagram datagram = new Datagram(T0, 0, 1, 50_000, 7, new byte[0]);

        assertThat(ExporterIdentity.ADDRESS_AND_PORT.session(datagram))
                .isEqualTo(ExporterIdentity.ADDRESS.session(datagram));
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
