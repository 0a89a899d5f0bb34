package io.weir.job.elasticsearch;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.KeepOriginal;
import java.util.List;
import java.util.stream.Collectors;

/** What must stand in Elasticsearch before the first document is written. */
public final class ElasticsearchSetup {

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
        templates = IndexTemplates.forPrefix(indexPrefix, keepOriginal);
    }

    /** What the documents need that are written by this configuration. */
    public static ElasticsearchSetup of(ElasticsearchConfiguration configuration) {
        return new ElasticsearchSetup(configuration.indexPrefix(), configuration.keepOriginal());
    }

    /** What is installed, in this order. */
    public List<IndexTemplate> templates() {
        return templates;
    }

    /** Installs everything; what is there already is replaced by the same. */
    public void install(ElasticsearchClient client)
            throws ElasticsearchException, InterruptedException {
        client.info();
        for (IndexTemplate template : templates) {
            client.putIndexTemplate(template);
        }
    }

    /** The requests that {@link #install} makes, for reading and for pasting into Kibana. */
    public String describe() {
        return templates.stream()
                .map(
                        template ->
                                "PUT "
                                        + template.path()
                                        + "\n"
                                        + template.body().toPrettyString()
                                        + "\n")
                .collect(Collectors.joining("\n"));
    }
}
