package io.weir.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.cli.SetupCommand;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

@ExtendWith(ElasticsearchExtension.class)
class RetentionIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();

    /** As the OSS distribution is, the one for integration tests is without lifecycles. */
    @Test
    void installsTemplatesWithoutPoliciesWhereTheServerKnowsNone(
            LocalElasticsearch server, ElasticsearchClient client) throws Exception {
        String prefix = "retention-it";
        WeirConfiguration configuration =
                WeirConfiguration.load(
                        Optional.empty(),
                        List.of(
                                "elasticsearch.urls=" + server.url(),
                                "elasticsearch.index-prefix=" + prefix,
                                "elasticsearch.shards=3",
                                "elasticsearch.replicas=0",
                                "streams.flows.retention=30d"),
                        Map.of());
        ElasticsearchSetup setup = ElasticsearchSetup.of(configuration);
        assertThat(setup.install(client))
                .contains("Installed index template retention-it-flows")
                .anySatisfy(line -> assertThat(line).contains("weir setup elasticsearch --expire"));
        JsonNode first = client.send("GET", "/_index_template/" + prefix + "-*", null);
        setup.install(client);
        String index = prefix + "-flows-2026.01.02";
        create(client, index);

        assertThat(client.send("GET", "/_index_template/" + prefix + "-*", null)).isEqualTo(first);
        JsonNode settings =
                client.send("GET", "/" + index + "/_settings", null)
                        .path(index)
                        .at("/settings/index");
        assertThat(settings.path("number_of_shards").asInt()).isEqualTo(3);
        assertThat(settings.path("number_of_replicas").asInt()).isZero();
        assertThat(settings.has("lifecycle")).isFalse();
    }

    @Test
    void deletesIndicesByTheDayInTheirNames(LocalElasticsearch server, ElasticsearchClient client)
            throws Exception {
        String prefix = "expiry-it";
        List<String> old =
                List.of(prefix + "-flows-" + daysAgo(31), prefix + "-flows-" + daysAgo(33));
        List<String> kept =
                List.of(
                        prefix + "-flows-" + daysAgo(29),
                        prefix + "-flows-" + daysAgo(400) + "-copy",
                        prefix + "-topn-" + daysAgo(400),
                        prefix + "-other-flows-" + daysAgo(400));
        for (String index : old) {
            create(client, index);
        }
        for (String index : kept) {
            create(client, index);
        }

        assertThat(expire(server, prefix, "--dry-run")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("Would delete " + old.get(1), "Would delete " + old.get(0));
        assertThat(client.indices(prefix + "-*")).hasSize(old.size() + kept.size());

        out.getBuffer().setLength(0);
        assertThat(expire(server, prefix)).isZero();
        assertThat(out.toString().lines())
                .containsExactly("Deleted " + old.get(1), "Deleted " + old.get(0));
        assertThat(client.indices(prefix + "-*")).containsExactlyInAnyOrderElementsOf(kept);

        out.getBuffer().setLength(0);
        assertThat(expire(server, prefix)).isZero();
        assertThat(out.toString()).startsWith("Nothing is older");
    }

    private static String daysAgo(int days) {
        return LocalDate.now(ZoneOffset.UTC)
                .minusDays(days)
                .format(DateTimeFormatter.ofPattern("uuuu.MM.dd"));
    }

    private static void create(ElasticsearchClient client, String index) throws Exception {
        client.send("PUT", "/" + index + "/_doc/1", JSON.createObjectNode());
    }

    private int expire(LocalElasticsearch server, String prefix, String... further) {
        List<String> arguments = new ArrayList<>(List.of("elasticsearch", "--expire", "--set"));
        arguments.add("elasticsearch.urls=" + server.url());
        arguments.addAll(List.of("--set", "elasticsearch.index-prefix=" + prefix));
        arguments.addAll(List.of("--set", "streams.flows.retention=30d"));
        arguments.addAll(List.of(further));
        return new CommandLine(new SetupCommand())
                .setOut(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
    }
}
