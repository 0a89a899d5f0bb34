/**
 * Kafka as a buffer of datagrams: the record, who writes it, who reads it, and how time travels
 * with it.
 */
package io.weir.job.rawtopic;
