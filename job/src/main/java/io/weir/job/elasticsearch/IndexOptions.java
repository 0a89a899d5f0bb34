package io.weir.job.elasticsearch;

import io.weir.job.config.DocumentStream;
import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.KeepOriginal;
import io.weir.job.config.WeirConfiguration;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * What is chosen of the indices of one installation.
 *
 * @param prefix what their names begin with, before a hyphen
 * @param keepOriginal what flows have of their records
 * @param shards of an index of flows
 * @param replicas of each shard; null for one where there is a second node
 * @param retentionDays of streams that are not kept for good
 */
record IndexOptions(
        String prefix,
        KeepOriginal keepOriginal,
        int shards,
        @Nullable Integer replicas,
        Map<DocumentStream, Integer> retentionDays) {

    /** One shard each, kept for good. */
    static IndexOptions of(String prefix, KeepOriginal keepOriginal) {
        return new IndexOptions(prefix, keepOriginal, 1, null, Map.of());
    }

    static IndexOptions of(WeirConfiguration configuration) {
        ElasticsearchConfiguration elasticsearch = configuration.elasticsearch();
        return new IndexOptions(
                elasticsearch.indexPrefix(),
                elasticsearch.keepOriginal(),
                elasticsearch.shards(),
                elasticsearch.replicas(),
                configuration.streams().retentionDays());
    }
}
