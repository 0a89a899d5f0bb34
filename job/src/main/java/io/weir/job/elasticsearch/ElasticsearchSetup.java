package io.weir.job.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.job.config.KeepOriginal;
import io.weir.job.config.WeirConfiguration;
import java.util.ArrayList;
import java.util.List;

/** What must stand in Elasticsearch before the first document is written. */
public final class ElasticsearchSetup {

    private final List<LifecyclePolicy> policies;
    private final List<IndexTemplate> templates;

    /**
     * @throws IllegalArgumentException if an index name cannot begin with the prefix
     */
    public ElasticsearchSetup(String indexPrefix) {
        this(indexPrefix, KeepOriginal.NONE);
    }

    /**
     * @throws IllegalArgumentException if an index name cannot begin with the prefix
     */
    public ElasticsearchSetup(String indexPrefix, KeepOriginal keepOriginal) {
        this(IndexOptions.of(indexPrefix, keepOriginal));
    }

    private ElasticsearchSetup(IndexOptions options) {
        policies = LifecyclePolicy.of(options);
        templates = IndexTemplates.of(options);
    }

    /**
     * What the documents need that are written by this configuration.
     *
     * @throws IllegalArgumentException if an index name cannot begin with the prefix
     */
    public static ElasticsearchSetup of(WeirConfiguration configuration) {
        return new ElasticsearchSetup(IndexOptions.of(configuration));
    }

    /** The index templates as servers without index lifecycle management get them. */
    public List<IndexTemplate> templates() {
        return templates;
    }

    /**
     * Installs everything; what is there already is replaced by the same.
     *
     * @return what was done, in sentences
     */
    public List<String> install(ElasticsearchClient client)
            throws ElasticsearchException, InterruptedException {
        client.info();
        boolean lifecycles = !policies.isEmpty() && client.hasLifecycles();
        List<String> done = new ArrayList<>();
        if (lifecycles) {
            for (LifecyclePolicy policy : policies) {
                client.send("PUT", policy.path(), policy.body());
                done.add("Installed lifecycle policy " + policy.name());
            }
        } else if (!policies.isEmpty()) {
            done.add(
                    "This server has no index lifecycle management: let `weir setup elasticsearch"
                            + " --expire` run once a day.");
        }
        for (IndexTemplate template : lifecycles ? managed() : templates) {
            client.putIndexTemplate(template);
            done.add("Installed index template " + template.name());
        }
        return done;
    }

    private List<IndexTemplate> managed() {
        return IndexTemplates.withLifecycles(templates, policies);
    }

    /** The requests that {@link #install} makes, for reading and for pasting into Kibana. */
    public String describe() {
        List<String> requests = new ArrayList<>();
        if (!policies.isEmpty()) {
            requests.add(
                    "# Policies, and index.lifecycle.name in templates, only where the server has"
                            + " index lifecycle management.\n");
        }
        policies.forEach(policy -> requests.add(request(policy.path(), policy.body())));
        managed().forEach(template -> requests.add(request(template.path(), template.body())));
        return String.join("\n", requests);
    }

    private static String request(String path, JsonNode body) {
        return "PUT " + path + "\n" + body.toPrettyString() + "\n";
    }
}
