package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.config.FlowForm;
import io.weir.operators.enrich.Enricher;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What documents of ElastiFlow 4.0.1 have wrong, and these do not. */
class ElastiFlowDefectsTest {

    private static final int TCP = 6;

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

    /** There, all ports counted as known, so that the lower one won. */
    @Test
    void onlyARegisteredPortSpeaksForAServer() {
        JsonNode document = document(tcp("10.1.2.3", 2_195, "5.6.7.8", 5_432));

        assertThat(document.at("/server/port").asInt()).isEqualTo(5_432);
        assertThat(document.at("/weir/client/reason").asText()).isEqualTo("registered-port");
    }

    /** There, two rules that agreed were none: no client, no server, no service. */
    @Test
    void twoReasonsForOneServerAgree() {
        JsonNode document =
                document(
                        Flows.of(ExportProtocol.IPFIX, 1, 1)
                                .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                                .with(FlowField.SOURCE_PORT, 8_443)
                                .with(FlowField.DESTINATION_ADDRESS, "224.0.0.251")
                                .with(FlowField.DESTINATION_PORT, 5_353)
                                .with(FlowField.PROTOCOL, 17)
                                .batch());

        assertThat(document.at("/server/ip").asText()).isEqualTo("224.0.0.251");
        assertThat(document.at("/client/ip").asText()).isEqualTo("10.1.2.3");
        assertThat(document.at("/flow/service_name").asText()).isEqualTo("mdns (UDP/5353)");
        assertThat(document.at("/tags").asText()).isEqualTo("multicast");
    }

    /** There, only the sums of both directions were corrected for sampling, not their parts. */
    @Test
    void correctsEachSideForSampling() {
        JsonNode document =
                document(
                        twoWays(
                                tcp("10.1.2.3", 50_000, "5.6.7.8", 443)
                                        .with(FlowField.SAMPLING_INTERVAL, 10)));

        assertThat(document.at("/network/bytes").asLong()).isEqualTo(10_000);
        assertThat(document.at("/source/bytes").asLong()).isEqualTo(1_000);
        assertThat(document.at("/destination/bytes").asLong()).isEqualTo(9_000);
        assertThat(document.at("/client/bytes").asLong()).isEqualTo(1_000);
        assertThat(document.at("/server/packets").asLong()).isEqualTo(30);
        assertThat(document.at("/weir/raw/bytes").asLong()).isEqualTo(100);
    }

    /** There, a sampled flow of one direction got a destination that sent nothing. */
    @Test
    void inventsNoCountersOfTheOtherDirection() {
        JsonNode document =
                document(
                        tcp("10.1.2.3", 50_000, "5.6.7.8", 443)
                                .with(FlowField.BYTES, 100)
                                .with(FlowField.SAMPLING_INTERVAL, 10));

        assertThat(document.at("/destination").has("bytes")).isFalse();
        assertThat(document.at("/server").has("bytes")).isFalse();
        assertThat(document.at("/network").has("packets")).isFalse();
    }

    /** There, a source without a place lost its autonomous system too. */
    @Test
    void findsTheSystemOfSourceWithoutPlace() {
        JsonNode document = document(tcp("9.8.7.6", 50_000, "10.1.2.3", 22));

        assertThat(document.at("/source").has("geo")).isFalse();
        assertThat(document.at("/source/as/number").asText()).isEqualTo("64503");
        assertThat(document.at("/source/as/organization/name").asText())
                .isEqualTo("Example Hosting");
    }

    /** There, clients and servers had no ports. */
    @Test
    void clientsAndServersHavePorts() {
        JsonNode document = document(tcp("10.1.2.3", 50_000, "5.6.7.8", 443));

        assertThat(document.at("/client/port").asInt()).isEqualTo(50_000);
        assertThat(document.at("/server/port").asInt()).isEqualTo(443);
    }

    /** There, an exporter that says a wrong IP version left flows without any. */
    @Test
    void takesTheVersionFromTheAddress() {
        JsonNode document =
                document(tcp("10.1.2.3", 50_000, "5.6.7.8", 443).with(FlowField.IP_VERSION, 9));

        assertThat(document.at("/network/type").asText()).isEqualTo("ipv4");
    }

    /** There, a field beside the city of the client had the countries of both ends. */
    @Test
    void eachEndHasItsOwnCountry() {
        JsonNode document = document(tcp("2a0f:1::53", 50_000, "5.6.7.8", 443));

        assertThat(document.at("/client/geo/city_name").asText()).isEqualTo("Longshore");
        assertThat(document.at("/client/geo/country_name").asText()).isEqualTo("Westmark");
        assertThat(document.at("/geo/country_name"))
                .extracting(JsonNode::asText)
                .containsExactly("Northland", "Westmark");
    }

    /** There, multicast was private: now it decides nothing. */
    @Test
    void aGroupIsNobodysPrivateNetwork() {
        JsonNode document = document(FlowSamples.multicast());

        assertThat(document.at("/weir/destination/locality").asText()).isEqualTo("multicast");
        assertThat(document.at("/destination").has("as")).isFalse();
    }

    /** There, addresses of carrier-grade NAT were public. */
    @Test
    void carrierGradeNatIsNotThePublicInternet() {
        JsonNode document = document(tcp("100.64.1.2", 50_000, "10.1.2.3", 443));

        assertThat(document.at("/weir/source/locality").asText()).isEqualTo("cgnat");
        assertThat(document.at("/flow/traffic_locality").asText()).isEqualTo("private");
        assertThat(document.at("/source/as/organization/name").asText()).isEqualTo("private");
    }

    /** There, durations were whole seconds. */
    @Test
    void durationsAreNanoseconds() {
        JsonNode document =
                document(
                        tcp("10.1.2.3", 50_000, "5.6.7.8", 443)
                                .at(FlowField.START_MILLIS, "2026-01-02T03:04:04.001Z")
                                .at(FlowField.END_MILLIS, "2026-01-02T03:04:04.003Z"));

        assertThat(document.at("/event/duration").asLong()).isEqualTo(2_000_000);
    }

    /** There, times of NetFlow v9 were a second late. */
    @Test
    void timesOfNetflowV9AreNotLate() {
        JsonNode document =
                GoldenDocument.parse(
                        ExportedFlows.documents(ExportedFlows.netflowV9(), enricher).get(0));

        assertThat(document.at("/event/end").asText()).isEqualTo("2026-01-02T03:04:03.750Z");
    }

    /** There, sFlow had no direction: texts were compared with numbers. */
    @Test
    void samplesOfSflowHaveADirection() {
        JsonNode document =
                GoldenDocument.parse(
                        ExportedFlows.documents(ExportedFlows.sflow(), enricher).get(0));

        assertThat(document.at("/flow/direction").asText()).isEqualTo("ingress");
    }

    /** There, the tags of a server could get those of its client, as one list was both. */
    @Test
    void tagsOfOneEndAreNotThoseOfTheOther() {
        JsonNode document = document(tcp("9.8.7.6", 50_000, "10.1.2.3", 22));

        assertThat(document.at("/flow/client_rep_tags")).hasSize(2);
        assertThat(document.at("/flow").has("server_rep_tags")).isFalse();
        assertThat(document.at("/flow").has("dst_rep_tags")).isFalse();
    }

    /** There, an end without an address got a text where an address belongs. */
    @Test
    void anEndWithoutAddressHasNone() {
        JsonNode document =
                document(
                        Flows.of(ExportProtocol.IPFIX, 1, 1)
                                .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                                .with(FlowField.PROTOCOL, TCP));

        assertThat(document.has("destination")).isFalse();
        assertThat(document.has("server")).isFalse();
        assertThat(document.at("/client/ip").asText()).isEqualTo("10.1.2.3");
    }

    private static Flows tcp(String from, int fromPort, String to, int toPort) {
        return Flows.of(ExportProtocol.IPFIX, 1, 1)
                .with(FlowField.SOURCE_ADDRESS, from)
                .with(FlowField.SOURCE_PORT, fromPort)
                .with(FlowField.DESTINATION_ADDRESS, to)
                .with(FlowField.DESTINATION_PORT, toPort)
                .with(FlowField.PROTOCOL, TCP);
    }

    private static Flows twoWays(Flows flow) {
        return flow.with(FlowField.BYTES, 100)
                .with(FlowField.PACKETS, 2)
                .with(FlowField.REVERSE_BYTES, 900)
                .with(FlowField.REVERSE_PACKETS, 3);
    }

    private JsonNode document(Flows flow) {
        return document(flow.batch());
    }

    private JsonNode document(FlowBatch batch) {
        return GoldenDocument.parse(
                new FlowDocuments("weir", FlowForm.FULL).write(enricher.enrich(batch), 0));
    }
}
