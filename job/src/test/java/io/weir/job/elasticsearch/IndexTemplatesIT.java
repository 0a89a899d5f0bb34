package io.weir.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.documents.IndexedDocument;
import io.weir.job.documents.RollupDocuments;
import io.weir.job.documents.TopNDocuments;
import io.weir.job.documents.TrafficSamples;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import io.weir.operators.traffic.Dimension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ElasticsearchExtension.class)
class IndexTemplatesIT {

    private static final String PREFIX = "templates-it";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void installsAgainWhatIsInstalled(ElasticsearchClient client) throws Exception {
        ElasticsearchSetup setup = new ElasticsearchSetup(PREFIX + "-again");
        setup.install(client);
        JsonNode first = installed(client, setup);
        setup.install(client);
        assertThat(installed(client, setup)).isEqualTo(first);
        assertThat(first.path("index_templates")).hasSize(setup.templates().size());
    }

    @Test
    void givesEachFieldOfFlowItsType(ElasticsearchClient client) throws Exception {
        assertMapped(
                client,
                "flows",
                """
                { "@timestamp": "2026-01-02T03:04:05.678Z", "message": "a flow", "tags": ["a"],
                  "source": { "ip": "10.1.2.3", "port": 1234, "as": { "number": 64512 },
                              "geo": { "location": { "lat": 48.1, "lon": 11.5 } } },
                  "flow": { "tcp_flags": ["SYN", "ACK"], "input_snmp": 7, "tos": 0 },
                  "network": { "bytes": 18446744073709 }, "unheard": { "of": 1 } }
                """,
                """
                { "term": { "source.ip": "10.0.0.0/8" } }
                """);
    }

    @Test
    void givesEachFieldOfRollupsItsType(ElasticsearchClient client) throws Exception {
        assertMapped(
                client,
                "rollups",
                """
                { "@timestamp": 1767323045678, "source": { "as": { "number": "64500" } },
                  "weir": { "rollup": { "dimension": "as", "bits_per_second": 0.25 },
                            "revision": 3 } }
                """,
                """
                { "bool": { "filter": [
                    { "term": { "source.as.number": "64500" } },
                    { "range": { "weir.rollup.bits_per_second": { "gt": 0.2, "lt": 0.3 } } } ] } }
                """);
    }

    @Test
    void givesEachFieldOfTopNItsType(ElasticsearchClient client) throws Exception {
        assertMapped(
                client,
                "topn",
                """
                { "@timestamp": 1767323045678,
                  "weir": { "topn": { "dimension": "source", "rank": 1, "share": 0.25 },
                            "window": { "final": true }, "revision": 3 } }
                """,
                """
                { "range": { "weir.topn.share": { "gt": 0.2, "lt": 0.3 } } }
                """);
    }

    @Test
    void givesEachFieldOfConversationsItsType(ElasticsearchClient client) throws Exception {
        assertMapped(
                client,
                "conversations",
                """
                { "@timestamp": 1767323045678, "source": { "ip": "10.1.2.3", "bytes": 700 },
                  "weir": { "conversation": { "tcp_state": "syn-sent", "records": 2 },
                            "status": "final", "revision": 5 } }
                """,
                """
                { "bool": { "filter": [
                    { "term": { "source.ip": "10.1.0.0/16" } },
                    { "range": { "source.bytes": { "gte": 700 } } },
                    { "term": { "weir.conversation.tcp_state": "syn-sent" } },
                    { "term": { "weir.status": "final" } } ] } }
                """);
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void takesRollupsAndTopNOfEveryDimension(Dimension dimension, ElasticsearchClient client)
            throws Exception {
        String prefix = PREFIX + "-" + dimension.label();
        new ElasticsearchSetup(prefix).install(client);
        List<IndexedDocument> tops =
                new TopNDocuments(prefix).documents(TrafficSamples.top(dimension), 0);
        RollupDocuments documents = new RollupDocuments(prefix);
        List<IndexedDocument> rollups =
                TrafficSamples.rollups(dimension).stream()
                        .flatMap(rollup -> documents.documents(rollup, 0).stream())
                        .toList();
        for (IndexedDocument document : tops) {
            index(client, document);
        }
        for (IndexedDocument document : rollups) {
            index(client, document);
        }
        client.refresh(prefix + "-*");

        assertThat(client.count(prefix + "-topn-*")).isEqualTo(tops.size());
        assertThat(client.count(prefix + "-rollups-*")).isEqualTo(rollups.size());
        JsonNode other = JSON.readTree("{\"query\": {\"term\": {\"weir.rollup.other\": true}}}");
        assertThat(client.search(prefix + "-rollups-*", other).at("/hits/total/value").asInt())
                .isEqualTo(2);
    }

    /** Fails if the server rejects it. */
    private static void index(ElasticsearchClient client, IndexedDocument document)
            throws Exception {
        String id = URLEncoder.encode(document.id(), StandardCharsets.UTF_8);
        client.send("PUT", "/" + document.index() + "/_doc/" + id, JSON.readTree(document.json()));
    }

    @Test
    void givesEachFieldOfAlertItsType(ElasticsearchClient client) throws Exception {
        assertMapped(
                client,
                "alerts",
                """
                { "@timestamp": 1767323045678, "rule": { "id": "syn-scan-horizontal" },
                  "weir": { "evidence": { "targets": ["2001:db8::1", "10.0.0.1"],
                                          "target_ports": [22, 23] } } }
                """,
                """
                { "range": { "weir.evidence.targets": { "gte": "2001:db8::" } } }
                """);
    }

    /** A flattened object is one field, whatever the exporter calls what it sends. */
    @Test
    void givesEachFieldOfExportersItsType(ElasticsearchClient client) throws Exception {
        assertMapped(
                client,
                "exporters",
                """
                { "@timestamp": 1767323045678,
                  "weir": { "exporter": {
                      "domains": [{ "domain": 4294967295 }, { "domain": 7 }],
                      "options": { "values": { "interfaceName": "ge-0/0/1", "9.4711": "0" } } } } }
                """,
                """
                { "bool": { "filter": [
                    { "term": { "weir.exporter.options.values.interfaceName": "ge-0/0/1" } },
                    { "term": { "weir.exporter.options.values.9.4711": "0" } },
                    { "term": { "weir.exporter.domains.domain": 4294967295 } } ] } }
                """);
    }

    @Test
    void givesEachFieldOfDeadLettersItsType(ElasticsearchClient client) throws Exception {
        assertMapped(
                client,
                "dead-letters",
                """
                { "@timestamp": "2026-01-02T03:04:05.678Z",
                  "event": { "kind": "pipeline_error",
                             "reason": "failed to parse field [n] of type [boolean]" },
                  "weir": { "dead_letter": { "stage": "elasticsearch", "stream": "flows",
                                             "action": "{}", "document": "{}" } } }
                """,
                """
                { "bool": { "filter": [
                    { "match_phrase": { "event.reason": "Failed to parse" } },
                    { "term": { "weir.dead_letter.stream": "flows" } } ] } }
                """);
    }

    @Test
    void showsFlowsUnderTheAliasOfTheDashboards(ElasticsearchClient client) throws Exception {
        String prefix = PREFIX + "-alias";
        new ElasticsearchSetup(prefix).install(client);
        client.send("PUT", "/" + prefix + "-flows-2026.01.02/_doc/1", JSON.createObjectNode());
        client.refresh(prefix + "-*");
        assertThat(client.count("elastiflow-" + prefix)).isEqualTo(1);
    }

    @Test
    void countsNothingWhereThereIsNoIndex(ElasticsearchClient client) throws Exception {
        assertThat(client.count("nothing-here-*")).isZero();
        assertThat(client.count("nothing-here")).isZero();
    }

    @Test
    void tellsWhyTheServerRefusesTemplate(ElasticsearchClient client) throws Exception {
        JsonNode broken = JSON.readTree("{\"index_patterns\": [\"x-*\"], \"no_such_key\": 1}");
        ElasticsearchException failure =
                catchThrowableOfType(
                        ElasticsearchException.class,
                        () -> client.putIndexTemplate(new IndexTemplate("broken", broken)));
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.reason()).contains("no_such_key");
    }

    /**
     * Indexes the document, which the query must find, and compares all types with the server's.
     */
    private static void assertMapped(
            ElasticsearchClient client, String kind, String document, String query)
            throws Exception {
        ElasticsearchSetup setup = new ElasticsearchSetup(PREFIX);
        setup.install(client);
        String index = PREFIX + "-" + kind + "-2026.01.02";
        client.send("PUT", "/" + index + "/_doc/1", JSON.readTree(document));
        client.refresh(index);

        JsonNode capabilities = client.send("GET", "/" + index + "/_field_caps?fields=*", null);
        JsonNode fields = capabilities.path("fields");
        Iterator<Entry<String, JsonNode>> mapped = properties(setup, kind).fields();
        assertThat(mapped)
                .toIterable()
                .allSatisfy(
                        field ->
                                assertThat(fields.path(field.getKey()).fieldNames())
                                        .toIterable()
                                        .as(field.getKey())
                                        .containsExactly(field.getValue().path("type").asText()));
        assertThat(fields.has("unheard.of")).isFalse();
        assertThat(client.count(PREFIX + "-" + kind + "-*")).isEqualTo(1);
        JsonNode search = JSON.createObjectNode().set("query", JSON.readTree(query));
        assertThat(client.search(index, search).at("/hits/total/value").asInt()).isEqualTo(1);
    }

    private static JsonNode installed(ElasticsearchClient client, ElasticsearchSetup setup)
            throws Exception {
        String names = setup.templates().get(0).path().replace("flows", "*");
        return client.send("GET", names, null);
    }

    private static JsonNode properties(ElasticsearchSetup setup, String kind) {
        return setup.templates().stream()
                .filter(template -> template.name().endsWith(kind))
                .findFirst()
                .orElseThrow()
                .body()
                .at("/template/mappings/properties");
    }
}
