/** Flows, alerts and aggregates as messages in Kafka: docs/reference/kafka-messages.md. */
package io.weir.job.output.kafka;
