/**
 * A real Elasticsearch server as a process of its own on loopback, for the demo and for integration
 * tests.
 *
 * <p>{@link io.weir.job.elasticsearch.local.LocalElasticsearch} is the way in.
 */
package io.weir.job.elasticsearch.local;
