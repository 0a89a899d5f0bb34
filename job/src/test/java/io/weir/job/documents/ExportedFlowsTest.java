package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.enrich.Enricher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a datagram to its document. */
class ExportedFlowsTest {

    @TempDir private Path folder;
    private Enricher enricher;

    @BeforeEach
    void open() throws IOException {
        enricher = EnrichmentFixture.open(folder);
    }

    @AfterEach
    void close() {
        enricher.close();
    }

    @Test
    void writesSampledFlowOfNetflowV5() throws IOException {
        assertDocument(ExportedFlows.netflowV5(), "exported-netflow-v5.json");
    }

    @Test
    void writesIcmpFromListedHostOfNetflowV9() throws IOException {
        assertDocument(ExportedFlows.netflowV9(), "exported-netflow-v9.json");
    }

    @Test
    void writesBothDirectionsOfIpfix() throws IOException {
        assertDocument(ExportedFlows.ipfixBiflow(), "exported-ipfix-biflow.json");
    }

    @Test
    void writesWhatFirewallDidOfIpfix() throws IOException {
        assertDocument(ExportedFlows.ipfixFirewall(), "exported-ipfix-firewall.json");
    }

    @Test
    void writesSampledPacketOfSflow() throws IOException {
        assertDocument(ExportedFlows.sflow(), "exported-sflow.json");
    }

    private void assertDocument(byte[] datagram, String golden) throws IOException {
        List<byte[]> documents = ExportedFlows.documents(datagram, enricher);
        assertThat(documents).hasSize(1);
        MappedFields.of("flows").assertTake(GoldenDocument.parse(documents.get(0)));
        GoldenDocument.assertIs(documents.get(0), golden);
    }
}
