package io.weir.job.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.TestRequests;
import io.weir.job.elasticsearch.local.ListenPort;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.elasticsearch.local.TestServers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A real Elasticsearch that can be killed, and started again with its data on its port. */
final class FaultyServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final int PAGE = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, Object> settings;
    private final URI url;
    private LocalElasticsearch process;

    private FaultyServer(Path folder, Map<String, Object> settings) throws Exception {
        this.folder = folder;
        this.settings = settings;
        process = start(ListenPort.ephemeral("the test's port"));
        url = process.url();
    }

    /** As {@link #start}, but with a user that has all rights, beside anybody without a name. */
    static FaultyServer startWithUser(
            Path folder, Map<String, Object> settings, String user, String password)
            throws Exception {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("users_roles"), "superuser:" + user + "\n");
        writeUser(folder, user, password);
        Map<String, Object> all = new HashMap<>(settings);
        all.put("xpack.security.enabled", true);
        all.put("xpack.security.authc.anonymous.roles", "superuser");
        all.put("xpack.security.authc.realms.file.users.order", 0);
        all.put("xpack.security.authc.realms.file.users.cache.ttl", "0");
        all.put("resource.reload.interval.high", "1s");
        return new FaultyServer(folder, all);
    }

    /** A file realm takes passwords without a hash, too. */
    private static void writeUser(Path folder, String user, String password) throws Exception {
        Files.writeString(folder.resolve("config/users"), user + ":" + password + "\n");
    }

    /** Of a server that was started with a user; in force about a second later. */
    void setUser(String user, String password) throws Exception {
        writeUser(folder, user, password);
    }

    /** Starts one without data and waits until it answers. */
    static FaultyServer start(Path folder, Map<String, Object> settings) throws Exception {
        return new FaultyServer(folder, settings);
    }

    private LocalElasticsearch start(ListenPort port) throws Exception {
        LocalElasticsearch started =
                LocalElasticsearch.start(
                        TestServers.options(folder).withHttpPort(port).withSettings(settings));
        started.awaitReady(START_TIMEOUT, waited -> {});
        return started;
    }

    /** As {@code kill -9} does. */
    void kill() {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
        process.close();
    }

    void startAgain() throws Exception {
        process = start(new ListenPort(url.getPort(), "the test's port"));
    }

    /** Kills it, and starts it again when it has been away for some time. */
    void failFor(Duration outage) throws Exception {
        kill();
        Thread.sleep(outage.toMillis());
        startAgain();
    }

    URI url() {
        return url;
    }

    ElasticsearchClient client() {
        return new ElasticsearchClient(ElasticsearchEndpoint.of(url, "the test's server"));
    }

    void put(String path, String body) throws Exception {
        TestRequests.put(client(), path, JSON.readTree(body));
    }

    /**
     * All that an index has.
     *
     * @param counter the field that is added up
     */
    Contents contents(String index, String counter) throws Exception {
        ElasticsearchClient client = client();
        client.refresh(index);
        ObjectNode page = JSON.createObjectNode().put("size", PAGE).put("_source", false);
        page.putArray("sort").add("_id");
        page.put("track_total_hits", true);
        page.putObject("aggs").putObject("sum").putObject("sum").put("field", counter);
        MessageDigest ids = MessageDigest.getInstance("SHA-256");
        JsonNode answer = client.search(index, page);
        long documents = answer.at("/hits/total/value").asLong();
        long sum = answer.at("/aggregations/sum/value").asLong();
        while (!answer.at("/hits/hits").isEmpty()) {
            for (JsonNode hit : answer.at("/hits/hits")) {
                ids.update(hit.path("_id").asText().getBytes(StandardCharsets.UTF_8));
                page.set("search_after", hit.path("sort"));
            }
            answer = client.search(index, page);
        }
        return new Contents(documents, sum, HexFormat.of().formatHex(ids.digest()));
    }

    @Override
    public void close() {
        process.close();
    }

    /**
     * What an index has.
     *
     * @param sum of a field of all documents
     * @param ids a digest of the ids of all documents in order
     */
    record Contents(long documents, long sum, String ids) {}
}
