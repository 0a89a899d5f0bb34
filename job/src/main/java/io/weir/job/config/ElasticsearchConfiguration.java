package io.weir.job.config;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Where and how documents are written.
 *
 * @param urls the servers, at least one, each without a path
 * @param indexPrefix what the name of each index begins with
 * @param username the user to write as; null without authentication
 * @param password the user's password; null exactly if the user is
 * @param apiKey to write with instead of a user; null without
 * @param caFile certificates in PEM format of whom servers are believed by; null for the JDK's
 * @param setup whether the index templates are installed when the job starts
 * @param bulkActions the most documents in one bulk request
 * @param bulkSizeBytes the size at which a bulk request is sent
 * @param flushInterval the longest a document waits for its bulk request to fill
 * @param bulkConcurrency requests under way at a time, of each sink and subtask
 * @param bufferBytes what may wait for Elasticsearch, of each sink and subtask
 * @param spillDir where more may wait; null for nowhere
 * @param spillBytes what may wait there, of each sink and subtask
 * @param requestTimeout how long a request may take before it is made again
 * @param compresses whether requests are compressed
 * @param shards of each index of flows
 * @param replicas of each shard; null for one where there is a second node
 * @param keepOriginal what documents of flows have of the records that they were made of
 */
public record ElasticsearchConfiguration(
        List<URI> urls,
        String indexPrefix,
        String username,
        Secret password,
        @Nullable Secret apiKey,
        @Nullable String caFile,
        boolean setup,
        int bulkActions,
        int bulkSizeBytes,
        Duration flushInterval,
        int bulkConcurrency,
        long bufferBytes,
        @Nullable String spillDir,
        long spillBytes,
        Duration requestTimeout,
        boolean compresses,
        int shards,
        @Nullable Integer replicas,
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

    static final Key<Secret> API_KEY =
            Key.withoutDefault(
                    "elasticsearch.api-key",
                    ValueType.secretText(),
                    "API key in the encoded form that Elasticsearch gives, instead of a user; best"
                            + " given by its variable. It is never shown.");

    static final Key<Secret> API_KEY_FILE =
            Key.withoutDefault(
                    "elasticsearch.api-key-file",
                    ValueType.secretFile(),
                    "File with the API key, read where it is used; goes instead of"
                            + " `elasticsearch.api-key`.");

    static final Key<String> CA_FILE =
            Key.withoutDefault(
                    "elasticsearch.ca-file",
                    ValueType.text(),
                    "PEM file with the certificates of the authorities that the servers'"
                            + " certificates are from, on each host that runs the job; without it"
                            + " those count that the JDK knows.");

    static final Key<Integer> BULK_CONCURRENCY =
            Key.of(
                    "elasticsearch.bulk-concurrency",
                    ValueType.integer(1, 64),
                    "2",
                    "Bulk requests under way at a time, of each sink and subtask.");

    static final Key<Long> BUFFER =
            Key.of(
                    "elasticsearch.buffer",
                    ValueType.bytes("1MiB", "1GiB"),
                    "64MiB",
                    "What may wait for Elasticsearch, of each sink and subtask: the bridge over an"
                            + " outage. It is part of the checkpoints. When it is full, documents"
                            + " behind Kafka wait there; behind sockets they go to"
                            + " `elasticsearch.spill-dir`, or are dropped and counted.");

    static final Key<String> SPILL_DIR =
            Key.withoutDefault(
                    "elasticsearch.spill-dir",
                    ValueType.text(),
                    "Folder on a local disk for documents behind sockets that"
                            + " `elasticsearch.buffer` has no room for; for this job alone, on each"
                            + " host that runs it. What is there is not part of the checkpoints:"
                            + " the next start finds it. Without it, they are dropped and"
                            + " counted.");

    static final Key<Long> SPILL_SIZE =
            Key.of(
                    "elasticsearch.spill-size",
                    ValueType.bytes("16MiB", "10240GiB"),
                    "1GiB",
                    "What may lie in `elasticsearch.spill-dir`, of each sink and subtask. When it"
                            + " is full, documents are dropped and counted. Flows also leave so"
                            + " much of the disk free, for the other streams and for checkpoints.");

    static final Key<Duration> REQUEST_TIMEOUT =
            Key.of(
                    "elasticsearch.request-timeout",
                    ValueType.duration("1s", "10m"),
                    "1m",
                    "How long a bulk request may take before it is made again.");

    static final Key<Boolean> COMPRESSION =
            Key.of(
                    "elasticsearch.compression",
                    ValueType.bool(),
                    "false",
                    "Whether requests are compressed, for servers behind a slow network.");

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

    static final Key<Integer> SHARDS =
            Key.of(
                    "elasticsearch.shards",
                    ValueType.integer(1, 1024),
                    "1",
                    "Primary shards of each new index of flows; those of the other streams are"
                            + " small, and have one.");

    static final Key<Integer> REPLICAS =
            Key.withoutDefault(
                    "elasticsearch.replicas",
                    ValueType.integer(0, 10),
                    "Copies of each shard of new indices; without it one, where the cluster has a"
                            + " second node.");

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
                    API_KEY,
                    API_KEY_FILE,
                    CA_FILE,
                    SETUP,
                    BULK_ACTIONS,
                    BULK_SIZE,
                    FLUSH_INTERVAL,
                    BULK_CONCURRENCY,
                    BUFFER,
                    SPILL_DIR,
                    SPILL_SIZE,
                    REQUEST_TIMEOUT,
                    COMPRESSION,
                    SHARDS,
                    REPLICAS,
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
        boolean apiKey = settings.isGiven(API_KEY);
        boolean apiKeyFile = settings.isGiven(API_KEY_FILE);
        if (apiKey && apiKeyFile) {
            settings.refuse(
                    API_KEY.name() + " and " + API_KEY_FILE.name() + ": give only one of them.");
        }
        if (user && (apiKey || apiKeyFile)) {
            settings.refuse(
                    USERNAME.name() + " and " + API_KEY.name() + ": give only one of them.");
        }
        return new ElasticsearchConfiguration(
                settings.get(URLS),
                settings.get(INDEX_PREFIX),
                settings.get(USERNAME),
                settings.get(passwordFile ? PASSWORD_FILE : PASSWORD),
                settings.get(apiKeyFile ? API_KEY_FILE : API_KEY),
                settings.get(CA_FILE),
                settings.get(SETUP),
                settings.get(BULK_ACTIONS),
                Math.toIntExact(settings.get(BULK_SIZE)),
                settings.get(FLUSH_INTERVAL),
                settings.get(BULK_CONCURRENCY),
                settings.get(BUFFER),
                settings.get(SPILL_DIR),
                settings.get(SPILL_SIZE),
                settings.get(REQUEST_TIMEOUT),
                settings.get(COMPRESSION),
                settings.get(SHARDS),
                settings.get(REPLICAS),
                settings.get(KEEP_ORIGINAL));
    }

    /** Whose certificates are believed; empty for those that the JDK knows. */
    public Optional<Path> trustedAuthority() {
        return Optional.ofNullable(caFile).map(Path::of);
    }
}
