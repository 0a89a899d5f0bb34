package io.weir.job.elasticsearch.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.cli.DeadLettersCommand;
import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.DeadLetterBox;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchSetup;
import io.weir.job.elasticsearch.TestRequests;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** Dead letters as the sink writes them, in a real Elasticsearch. */
@Timeout(180)
@ExtendWith(ElasticsearchExtension.class)
class DeadLettersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String NOT_BOOLEAN =
            "failed to parse field [n] of type [boolean] in document with id 'x'";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private ElasticsearchClient client;
    private ElasticsearchConfiguration configuration;
    private String prefix;
    private String index;
    private int buried;

    @BeforeEach
    void setUp(LocalElasticsearch server, ElasticsearchClient ofServer, TestInfo test)
            throws Exception {
        client = ofServer;
        prefix = "letters-" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        index = prefix + "-numbers";
        WeirConfiguration whole =
                WeirConfiguration.load(
                        Optional.empty(),
                        List.of(
                                "elasticsearch.urls=" + server.url(),
                                "elasticsearch.index-prefix=" + prefix),
                        Map.of());
        configuration = whole.elasticsearch();
        ElasticsearchSetup.of(whole).install(client);
        TestRequests.put(
                client,
                "/" + index,
                JSON.readTree("{\"mappings\":{\"properties\":{\"n\":{\"type\":\"long\"}}}}"));
    }

    @Test
    void listsTheNewestFirst() throws Exception {
        bury("other reason", documents -> documents.add(index, bytes("{\"n\":1}")));
        bury(NOT_BOOLEAN, documents -> documents.add(index, "seven", bytes("{\"n\":7}")));
        refresh();

        assertThat(run("list")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        row("TIME (UTC)", "STREAM", "INDEX", "REASON"),
                        row("2026-01-02 12:00:02", "numbers", index, NOT_BOOLEAN),
                        row("2026-01-02 12:00:01", "numbers", index, "other reason"),
                        "2 of 2 dead letters.");
    }

    @Test
    void listsNoMoreThanIsAskedForAndOnlyForTheReason() throws Exception {
        for (int n = 0; n < 3; n++) {
            bury(NOT_BOOLEAN, documents -> documents.add(index, bytes("{\"n\":1}")));
            bury("a field [n] failed to parse", documents -> documents.add(index, bytes("{}")));
        }
        refresh();

        assertThat(run("list", "--limit", "2", "--reason", "FAILED to parse field")).isZero();
        assertThat(out.toString()).endsWith("2 of 3 dead letters.\n").doesNotContain("a field");
    }

    @Test
    void listsAsJson() throws Exception {
        bury(NOT_BOOLEAN, documents -> documents.add(index, bytes("{\"n\":7}")));
        refresh();

        assertThat(run("list", "--format", "json")).isZero();
        JsonNode letter = JSON.readTree(out.toString());
        assertThat(letter)
                .isEqualTo(
                        JSON.createObjectNode()
                                .put("time", "2026-01-02T12:00:01Z")
                                .put("stream", "numbers")
                                .put("index", index)
                                .put("reason", NOT_BOOLEAN)
                                .put("document", "{\"n\":7}"));
    }

    @Test
    void listsNothingWhereNothingWasRejected() {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).isEqualTo("0 of 0 dead letters.\n");
        assertThat(run("replay")).as(err.toString()).isZero();
        assertThat(out.toString()).endsWith("0 taken, 0 rejected again.\n");
    }

    @Test
    void sendsAgainAndRemovesTheLettersOfWhatIsTaken() throws Exception {
        bury(NOT_BOOLEAN, documents -> documents.add(index, "seven", 3, bytes("{\"n\":7}")));
        bury(NOT_BOOLEAN, documents -> documents.add(index, "eight", bytes("{\"n\":8}")));
        bury(NOT_BOOLEAN, documents -> documents.add(index, bytes("{\"n\":9}")));
        bury(NOT_BOOLEAN, documents -> documents.add(index, "bad", bytes("{\"n\":\"x\"}")));
        refresh();

        assertThat(run("replay")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("3 taken, 1 rejected again.\n")
                .contains("        1  failed to parse field [n] of type [long]\n");
        refresh();
        JsonNode seven = TestRequests.get(client, "/" + index + "/_doc/seven");
        assertThat(seven.at("/_source/n").asInt()).isEqualTo(7);
        assertThat(seven.path("_version").asInt()).isEqualTo(3);
        assertThat(client.count(index)).isEqualTo(3);
        assertThat(letters()).isEqualTo(1);
    }

    @Test
    void neverReplacesANewerVersion() throws Exception {
        bury(NOT_BOOLEAN, documents -> documents.add(index, "seven", 3, bytes("{\"n\":7}")));
        refresh();
        TestRequests.put(
                client,
                "/" + index + "/_doc/seven?version=4&version_type=external",
                JSON.readTree("{\"n\":8}"));

        assertThat(run("replay")).as(err.toString()).isZero();
        assertThat(TestRequests.get(client, "/" + index + "/_doc/seven").at("/_source/n").asInt())
                .isEqualTo(8);
        refresh();
        assertThat(letters()).isZero();
    }

    @Test
    void changesNothingWhenDry() throws Exception {
        bury(NOT_BOOLEAN, documents -> documents.add(index, bytes("{\"n\":7}")));
        bury("another", documents -> documents.add(index, bytes("{\"n\":8}")));
        refresh();

        assertThat(run("replay", "--dry-run", "--reason", "failed to parse")).isZero();
        assertThat(out.toString())
                .isEqualTo("1 dead letters would be sent again.\n        1  " + index + "\n");
        refresh();
        assertThat(letters()).isEqualTo(2);
        assertThat(client.count(index)).isZero();
    }

    @Test
    void goesOnAfterAnInterruptionAndWritesNothingTwice() throws Exception {
        int all = 1_100;
        BulkBuilder numbers = new BulkBuilder();
        for (int n = 0; n < all; n++) {
            numbers.add(index, bytes("{\"n\":" + n + "}"));
        }
        bury(NOT_BOOLEAN, numbers.build());
        refresh();
        List<String> ids = letterIds(all);
        DeadLetterReplay replay =
                new DeadLetterReplay(configuration, new DeadLetterBox(client, prefix));

        ReplayTally first = replay.replay(Optional.empty(), () -> true);
        refresh();
        assertThat(first.taken()).isEqualTo(500);
        assertThat(first.reasonToEndEarly()).isPresent();
        assertThat(letters()).isEqualTo(600);

        ReplayTally second = replay.replay(Optional.empty(), () -> false);
        refresh();
        assertThat(second.taken()).isEqualTo(600);
        assertThat(client.count(index)).isEqualTo(all);
        assertThat(letters()).isZero();
        // An interruption between writing and removing would write the same id once more.
        assertThat(documentIds(all)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void keepsLettersWhileTheirIndexIsBlocked() throws Exception {
        bury(NOT_BOOLEAN, documents -> documents.add(index, bytes("{\"n\":7}")));
        refresh();
        block(true);
        assertThat(run("replay")).isEqualTo(1);
        assertThat(out.toString()).startsWith("0 taken, 1 rejected again.\n").contains("blocked");
        block(false);
        refresh();
        assertThat(letters()).isEqualTo(1);
        assertThat(run("replay")).as(err.toString()).isZero();
    }

    @Test
    void keepsDocumentsOfAnyLength() throws Exception {
        String text = "{\"n\":7,\"text\":\"" + "x".repeat(200_000) + "\"}";
        bury("too long", documents -> documents.add(index, "long", bytes(text)));
        refresh();

        assertThat(run("replay")).as(err.toString()).isZero();
        assertThat(TestRequests.get(client, "/" + index + "/_doc/long").path("found").asBoolean())
                .isTrue();
    }

    private void block(boolean blocked) throws Exception {
        TestRequests.put(
                client,
                "/" + index + "/_settings",
                JSON.createObjectNode().put("index.blocks.write", blocked));
    }

    private interface Item {
        void addTo(DocumentCollector documents);
    }

    private void bury(String reason, Item item) throws Exception {
        BulkBuilder rejected = new BulkBuilder();
        item.addTo(rejected);
        bury(reason, rejected.build());
    }

    /** Writes letters as the sink does, one second after the last. */
    private void bury(String reason, Bulk rejected) throws Exception {
        Clock clock = Clock.fixed(NOON.plus(Duration.ofSeconds(++buried)), ZoneOffset.UTC);
        DeadLetters letters = new DeadLetters(prefix, "numbers", clock);
        BulkBuilder builder = new BulkBuilder();
        for (int each = 0; each < rejected.items(); each++) {
            letters.bury(rejected, each, reason, builder);
        }
        CompletableFuture<BulkOutcome> outcome = new CompletableFuture<>();
        try (BulkClient bulks = BulkClient.open(configuration)) {
            bulks.send(builder.build(), outcome::complete);
            assertThat(outcome.get()).isInstanceOf(BulkOutcome.Written.class);
        }
    }

    private void refresh() throws Exception {
        client.refresh(prefix + "-*");
    }

    private long letters() throws Exception {
        return client.count(prefix + "-dead-letters-*");
    }

    private List<String> letterIds(int size) throws Exception {
        return ids(prefix + "-dead-letters-*", size);
    }

    private List<String> documentIds(int size) throws Exception {
        return ids(index, size);
    }

    private List<String> ids(String indices, int size) throws Exception {
        List<String> ids = new ArrayList<>();
        client.search(indices, JSON.createObjectNode().put("size", size))
                .at("/hits/hits")
                .forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    private static String row(String time, String stream, String index, String reason) {
        return String.format(Locale.ROOT, "%-19s  %-9s  %-30s  %s", time, stream, index, reason);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--set");
        all.add("elasticsearch.urls=" + configuration.urls().get(0));
        all.add("--set");
        all.add("elasticsearch.index-prefix=" + prefix);
        return new CommandLine(new DeadLettersCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
