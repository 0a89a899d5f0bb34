/**
 * Writes documents to Elasticsearch so that no outage of it stops the job or loses what was handed
 * over.
 *
 * <p>Documents become items of bulk requests ({@link io.weir.job.elasticsearch.bulk.BulkBuilder}).
 * What was not acknowledged yet is in the writer's state: a checkpoint never waits for
 * Elasticsearch. What memory has no room for waits on disk, if one is configured ({@link
 * io.weir.job.elasticsearch.bulk.DiskSpill}). What it cannot take now is sent again, with growing
 * pauses, until it can; what it will never take becomes a dead letter.
 */
package io.weir.job.elasticsearch.bulk;
