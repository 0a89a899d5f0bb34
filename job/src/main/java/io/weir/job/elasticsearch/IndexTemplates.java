package io.weir.job.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.Malformation;
import io.weir.codec.session.SessionCounter;
import io.weir.job.config.KeepOriginal;
import io.weir.job.documents.FieldName;
import io.weir.job.documents.fields.FieldCatalogue;
import io.weir.job.documents.fields.TrafficKeyFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The templates of the indices that Weir writes. They stand as JSON resources beside this class,
 * with {@code {{prefix}}} for the index prefix; the fields of flows are those of {@link
 * FieldCatalogue}, what keys of rollups and Top-N are is in {@link TrafficKeyFields}.
 */
public final class IndexTemplates {

    private static final String FLOWS = "flows";
    private static final String ROLLUPS = "rollups";
    private static final String TOPN = "topn";
    private static final String EXPORTERS = "exporters";
    private static final List<String> KINDS =
            List.of(FLOWS, ROLLUPS, TOPN, "conversations", "alerts", EXPORTERS, "dead-letters");

    /** What Elasticsearch allows in an index name, short of its 255 bytes for kind and day. */
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private IndexTemplates() {}

    /** All templates where nothing is chosen but the prefix. */
    public static List<IndexTemplate> forPrefix(String prefix) {
        return of(IndexOptions.of(prefix, KeepOriginal.NONE));
    }

    /**
     * All templates, for servers without index lifecycle management, too.
     *
     * @throws IllegalArgumentException if an index name cannot begin with the prefix
     */
    static List<IndexTemplate> of(IndexOptions options) {
        String prefix = options.prefix();
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "Index prefix '"
                            + prefix
                            + "': 1 to 100 lower-case letters, digits, '.', '_' or '-', the first"
                            + " a letter or digit.");
        }
        return KINDS.stream().map(kind -> template(kind, options)).toList();
    }

    /** The same templates, each naming the policy that is called as it is. */
    static List<IndexTemplate> withLifecycles(
            List<IndexTemplate> templates, List<LifecyclePolicy> policies) {
        return templates.stream().map(template -> withLifecycle(template, policies)).toList();
    }

    private static IndexTemplate withLifecycle(
            IndexTemplate template, List<LifecyclePolicy> policies) {
        if (policies.stream().noneMatch(policy -> policy.name().equals(template.name()))) {
            return template;
        }
        ObjectNode body = template.body().deepCopy();
        settings(body).put("index.lifecycle.name", template.name());
        return new IndexTemplate(template.name(), body);
    }

    private static ObjectNode settings(JsonNode body) {
        return (ObjectNode) body.at("/template/settings");
    }

    private static IndexTemplate template(String kind, IndexOptions options) {
        String prefix = options.prefix();
        try (InputStream resource = IndexTemplates.class.getResourceAsStream(kind + ".json")) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            JsonNode body = new ObjectMapper().readTree(text.replace("{{prefix}}", prefix));
            ObjectNode properties = (ObjectNode) body.at("/template/mappings/properties");
            if (kind.equals(FLOWS)) {
                FieldCatalogue.mapTo(properties);
                OriginalRecordMappings.addTo(
                        (ObjectNode) body.path("template"), options.keepOriginal());
                settings(body).put("index.number_of_shards", options.shards());
            } else if (kind.equals(ROLLUPS) || kind.equals(TOPN)) {
                TrafficKeyFields.mapTo(properties);
            } else if (kind.equals(EXPORTERS)) {
                addCounters(properties);
            }
            if (options.replicas() != null) {
                settings(body).remove("index.auto_expand_replicas");
                settings(body).put("index.number_of_replicas", options.replicas());
            }
            return new IndexTemplate(prefix + "-" + kind, body);
        } catch (IOException e) {
            throw new UncheckedIOException("The index template " + kind + ".json is broken.", e);
        }
    }

    /** All that sessions count, so that no counter is left out. */
    private static void addCounters(ObjectNode properties) {
        for (Malformation reason : Malformation.values()) {
            properties
                    .putObject("weir.exporter.malformed." + FieldName.of(reason.label()))
                    .put("type", "long");
        }
        for (SessionCounter counter : SessionCounter.values()) {
            properties
                    .putObject("weir.exporter.counters." + FieldName.of(counter.id()))
                    .put("type", "long");
        }
    }
}
