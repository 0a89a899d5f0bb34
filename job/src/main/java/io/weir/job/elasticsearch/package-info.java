/**
 * What Weir needs of Elasticsearch besides writing documents: reaching it, knowing its version, and
 * installing the index templates that give every document field its type.
 */
package io.weir.job.elasticsearch;
