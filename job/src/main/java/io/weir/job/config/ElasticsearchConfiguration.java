package io.weir.job.config;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where and how documents are written.
 *
 * @param urls the servers, at least one, each without a path
 * @param indexPrefix what the name of each index begins with
 * @param username the user to write as; null without authentication
 * @param password the user's password; null exactly if the user is
 * @param setup whether the index templates are installed when the job starts
 * @param bulkActions the most documents in one bulk request
 * @param bulkSizeBytes the size at which a bulk request is sent
 * @param flushInterval the longest a document waits for its bulk request to fill
 * @param flows which flows become documents
 * @param keepOriginal what documents of flows have of the records that they were made of
 */
public record ElasticsearchConfiguration(
        List<URI> urls,
        String indexPrefix,
        String username,
        Secret password,
        boolean setup,
        int bulkActions,
        int bulkSizeBytes,
        Duration flushInterval,
        FlowDocuments flows,
        KeepOriginal keepOriginal)
        implements Serializable {

    static final Key<List<URI>> URLS =
            Key.of(
                    "elasticsearch.urls",
                    ValueType.listOf(ValueType.serverUrl()),
                    "http://127.0.0.1:9200",
                    "Servers of the Elasticsearch cluster.");

    static final Key<String> INDEX_PREFIX =
            Key.of(
                    "elasticsearch.index-prefix",
                    ValueType.indexPrefix(),
                    "weir",
                    "What the name of each index begins with, as in `weir-flows-2026.11.21`.");

    static final Key<String> USERNAME =
            Key.withoutDefault(
                    "elasticsearch.username",
                    ValueType.userName(),
                    "User to write as, where Elasticsearch asks for one.");

    static final Key<Secret> PASSWORD =
            Key.withoutDefault(
                    "elasticsearch.password",
                    ValueType.secretText(),
                    "The user's password; best given by its variable. It is never shown.");

    static final Key<Secret> PASSWORD_FILE =
            Key.withoutDefault(
                    "elasticsearch.password-file",
                    ValueType.secretFile(),
                    "File with the user's password, read where it is used; goes instead of"
                            + " `elasticsearch.password`.");

    static final Key<Boolean> SETUP =
            Key.of(
                    "elasticsearch.setup",
                    ValueType.bool(),
                    "true",
                    "Whether the index templates are installed when the job starts.");

    static final Key<Integer> BULK_ACTIONS =
            Key.of(
                    "elasticsearch.bulk-actions",
                    ValueType.integer(1, 100_000),
                    "2000",
                    "Documents in one bulk request at most.");

    static final Key<Long> BULK_SIZE =
            Key.of(
                    "elasticsearch.bulk-size",
                    ValueType.bytes("1MiB", "100MiB"),
                    "5MiB",
                    "Size at which a bulk request is sent before it has all its documents.");

    static final Key<Duration> FLUSH_INTERVAL =
            Key.of(
                    "elasticsearch.flush-interval",
                    ValueType.duration("100ms", "1m"),
                    "1s",
                    "Longest time that a document waits for its bulk request to fill.");

    static final Key<FlowDocuments> FLOWS =
            Key.of(
                    "elasticsearch.flows",
                    ValueType.oneOf(FlowDocuments.class),
                    "all",
                    "Whether each flow becomes a document; Top-N and alerts are written either"
                            + " way.");

    static final Key<KeepOriginal> KEEP_ORIGINAL =
            Key.of(
                    "elasticsearch.keep-original",
                    ValueType.oneOf(KeepOriginal.class),
                    "none",
                    "Whether documents of flows have the elements of the record as exported, below"
                            + " `netflow`, `ipfix` or `sflow`: to read them only, or to search them"
                            + " too.");

    static final List<Key<?>> KEYS =
            List.of(
                    URLS,
                    INDEX_PREFIX,
                    USERNAME,
                    PASSWORD,
                    PASSWORD_FILE,
                    SETUP,
                    BULK_ACTIONS,
                    BULK_SIZE,
                    FLUSH_INTERVAL,
                    FLOWS,
                    KEEP_ORIGINAL);

    static ElasticsearchConfiguration from(Settings settings) {
        boolean user = settings.isGiven(USERNAME);
        boolean password = settings.isGiven(PASSWORD);
        boolean passwordFile = settings.isGiven(PASSWORD_FILE);
        if (password && passwordFile) {
            settings.refuse(
                    PASSWORD.name() + " and " + PASSWORD_FILE.name() + ": give only one of them.");
        }
        if (user != (password || passwordFile)) {
            settings.refuse(
                    String.format(
                            "%s and %s (or %s): give both or none.",
                            USERNAME.name(), PASSWORD.name(), PASSWORD_FILE.name()));
        }
        return new ElasticsearchConfiguration(
                settings.get(URLS),
                settings.get(INDEX_PREFIX),
                settings.get(USERNAME),
                settings.get(passwordFile ? PASSWORD_FILE : PASSWORD),
                settings.get(SETUP),
                settings.get(BULK_ACTIONS),
                Math.toIntExact(settings.get(BULK_SIZE)),
                settings.get(FLUSH_INTERVAL),
                settings.get(FLOWS),
                settings.get(KEEP_ORIGINAL));
    }

    /** Whether any document has what its record said. */
    public boolean keepsOriginals() {
        return flows != FlowDocuments.OFF && keepOriginal != KeepOriginal.NONE;
    }

    /** Whether requests carry user and password. */
    public boolean authenticates() {
        return username != null;
    }
}
