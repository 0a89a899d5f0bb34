package io.weir.job.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.IpAddress;
import io.weir.job.WeirJob;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.exporter.ReportedFlow;
import io.weir.job.exporter.Softflowd;
import io.weir.job.exporter.SoftflowdReport;
import io.weir.job.exporter.TrafficCapture;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** softflowd reads a capture, exports to the running job, and Elasticsearch has what it reports. */
@ExtendWith(ElasticsearchExtension.class)
@Timeout(180)
class SoftflowdToElasticsearchIT {

    private static final int MOST_DOCUMENTS = 10_000;
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    @TempDir Path folder;

    @BeforeAll
    static void needsSoftflowd() {
        assumeTrue(
                Softflowd.isInstalled(),
                "" + Softflowd.PROGRAM + " (Debian package softflowd) is not installed");
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(ints = {5, 9, 10})
    void indexesFlowByFlowWhatSoftflowdReports(
            int version, LocalElasticsearch server, ElasticsearchClient client) throws Exception {
        String prefix = "softflowd-" + version;
        int port = FreeUdpPort.find();
        WeirConfiguration configuration =
                WeirConfiguration.load(
                        Optional.empty(),
                        List.of(
                                "listen.address=127.0.0.1",
                                "listen.udp=" + port,
                                "elasticsearch.urls=" + server.url(),
                                "elasticsearch.index-prefix=" + prefix),
                        Map.of());
        WeirJob.prepare(configuration, message -> {}, () -> false);

        SoftflowdReport report;
        Balance balance;
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        prefix,
                        configuration.pipeline(),
                        environment -> WeirJob.define(environment, configuration))) {
            job.awaitListening(Duration.ofSeconds(60));
            int garbage = sendGarbage(port);
            Path capture = folder.resolve("traffic.pcap");
            TrafficCapture.ordinary(version, Instant.now().minusSeconds(60))
                    .withSynScan()
                    .withIcmpUnreachableBurst()
                    .write(capture);
            report = Softflowd.export(capture, version, port, folder);
            long expected = report.datagrams() + garbage;
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Balance.of(job.counters()).received() == expected);
            job.drain(Duration.ofSeconds(60));
            balance = Balance.of(job.counters());
            assertThat(balance.malformedTotal()).isEqualTo(garbage);
        }

        assertThat(report.flows()).hasSizeGreaterThan(200);
        assertThat(balance.unexplained()).isZero();
        assertThat(balance.flows()).isEqualTo(report.records());
        client.refresh(prefix + "-*");
        assertThat(indexedFlows(client, prefix))
                .containsExactlyInAnyOrderElementsOf(report.flows());
        assertTopTalkersSumUp(client, prefix, report);
        assertThat(rulesThatAlerted(client, prefix))
                .containsExactlyInAnyOrder("syn-scan-horizontal", "icmp-unreachable");
    }

    /** Truncated, of an unknown version, random: counted, and nothing else suffers. */
    private static int sendGarbage(int port) throws IOException {
        Random random = new Random(1);
        byte[] noise = new byte[500];
        random.nextBytes(noise);
        noise[0] = 0x7f;
        List<byte[]> datagrams =
                List.of(new byte[] {0, 9, 0}, new byte[] {0, 5, 0, 30}, new byte[] {0, 77}, noise);
        try (DatagramSocket socket = new DatagramSocket()) {
            for (byte[] datagram : datagrams) {
                socket.send(
                        new DatagramPacket(
                                datagram,
                                datagram.length,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            }
        }
        return datagrams.size();
    }

    private static List<ReportedFlow> indexedFlows(ElasticsearchClient client, String prefix)
            throws Exception {
        List<ReportedFlow> flows = new ArrayList<>();
        for (JsonNode hit : hits(client, prefix + "-flows-*")) {
            flows.add(toReportedFlow(hit));
        }
        return flows;
    }

    /** In the terms of softflowd: ICMP type and code are a destination port to it. */
    private static ReportedFlow toReportedFlow(JsonNode document) throws IOException {
        int protocol = document.at("/network/iana_number").intValue();
        boolean icmp = protocol == ICMP || protocol == ICMPV6;
        JsonNode icmpFields = document.at("/flow/icmp");
        int typeAndCode =
                icmpFields.path("type").intValue() * 256 + icmpFields.path("code").intValue();
        assertThat(document.at("/network/bytes")).isEqualTo(document.at("/weir/raw/bytes"));
        return new ReportedFlow(
                address(document.at("/source/ip")),
                document.at("/source/port").intValue(),
                address(document.at("/destination/ip")),
                icmp ? typeAndCode : document.at("/destination/port").intValue(),
                protocol,
                document.at("/network/packets").longValue(),
                document.at("/network/bytes").longValue());
    }

    private static void assertTopTalkersSumUp(
            ElasticsearchClient client, String prefix, SoftflowdReport report) throws Exception {
        long bytes = 0;
        long flows = 0;
        for (JsonNode hit : hits(client, prefix + "-topn-*")) {
            assertThat(hit.at("/weir/window/final").booleanValue()).isTrue();
            boolean isEachFlowOnce =
                    hit.at("/weir/topn/dimension").asText().equals("as-pair")
                            && hit.at("/weir/window/seconds").asInt() == 60;
            if (!isEachFlowOnce) {
                continue;
            }
            bytes += hit.at("/network/bytes").longValue();
            flows += hit.at("/weir/topn/flows").longValue();
        }
        assertThat(bytes).isEqualTo(report.flows().stream().mapToLong(ReportedFlow::octets).sum());
        assertThat(flows).isEqualTo(report.flows().size());
    }

    private static Set<String> rulesThatAlerted(ElasticsearchClient client, String prefix)
            throws Exception {
        Set<String> rules = new HashSet<>();
        for (JsonNode hit : hits(client, prefix + "-alerts-*")) {
            rules.add(hit.at("/rule/id").textValue());
        }
        return rules;
    }

    private static List<JsonNode> hits(ElasticsearchClient client, String index) throws Exception {
        ObjectNode all = new ObjectMapper().createObjectNode().put("size", MOST_DOCUMENTS);
        List<JsonNode> documents = new ArrayList<>();
        for (JsonNode hit : client.search(index, all).at("/hits/hits")) {
            documents.add(hit.path("_source"));
        }
        return documents;
    }

    private static IpAddress address(JsonNode text) throws IOException {
        return IpAddress.ofBytes(InetAddress.getByName(text.textValue()).getAddress());
    }
}
