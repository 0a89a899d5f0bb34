-- Weir's streams as tables for the Flink SQL client: sql-client.sh -i tables.sql
--
-- Needs flink-sql-connector-kafka in Flink's lib folder; for the table of an index, also
-- flink-sql-connector-elasticsearch7. Set 'properties.bootstrap.servers', and the topics if
-- kafka.sinks.topic-prefix is not weir. Streams must go to Kafka as JSON: streams.*.kafka.
--
-- A table has the columns that queries mostly need; any field of docs/reference/fields.md can be
-- added under its name. A column of which a message says nothing is null.

SET 'table.local-time-zone' = 'UTC';

CREATE TABLE weir_flows (
  `@timestamp` TIMESTAMP_LTZ(3),
  `source` ROW<
    `ip` STRING, `port` INT, `bytes` BIGINT, `packets` BIGINT, `domain` STRING,
    `as` ROW<`number` STRING, `organization` ROW<`name` STRING>>>,
  `destination` ROW<
    `ip` STRING, `port` INT, `bytes` BIGINT, `packets` BIGINT, `domain` STRING,
    `as` ROW<`number` STRING, `organization` ROW<`name` STRING>>,
    `geo` ROW<`country_iso_code` STRING, `city_name` STRING>>,
  `client` ROW<`ip` STRING, `port` INT, `bytes` BIGINT, `packets` BIGINT>,
  `server` ROW<
    `ip` STRING, `port` INT, `bytes` BIGINT, `packets` BIGINT, `geo` ROW<`country_iso_code` STRING>>,
  `network` ROW<
    `transport` STRING, `iana_number` INT, `direction` STRING, `type` STRING, `bytes` BIGINT,
    `packets` BIGINT, `community_id` STRING, `vlan` ROW<`id` STRING, `name` STRING>>,
  `event` ROW<
    `start` TIMESTAMP_LTZ(3), `end` TIMESTAMP_LTZ(3), `created` TIMESTAMP_LTZ(3),
    `ingested` TIMESTAMP_LTZ(3), `duration` BIGINT, `dataset` STRING, `action` STRING>,
  `flow` ROW<
    `id` STRING, `conversation_id` STRING, `service_name` STRING, `service_port` INT,
    `tcp_flags` ARRAY<STRING>, `tos` INT, `next_hop` STRING, `input_snmp` STRING,
    `output_snmp` STRING, `sampling_interval` BIGINT>,
  `observer` ROW<
    `ip` STRING,
    `ingress` ROW<`interface` ROW<`id` STRING, `name` STRING>>,
    `egress` ROW<`interface` ROW<`id` STRING, `name` STRING>>>,
  `weir` ROW<
    `protocol` STRING,
    `source` ROW<
      `inside` BOOLEAN, `locality` STRING, `network` ROW<`name` STRING, `site` STRING>,
      `threat` ROW<`feeds` ARRAY<STRING>, `score` INT>>,
    `destination` ROW<
      `inside` BOOLEAN, `locality` STRING, `network` ROW<`name` STRING, `site` STRING>>,
    `threat` ROW<`roles` ARRAY<STRING>, `score` INT>>,
  WATERMARK FOR `@timestamp` AS `@timestamp` - INTERVAL '1' MINUTE
) WITH (
  'connector' = 'kafka',
  'topic' = 'weir-flows',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'latest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

-- States of alerts: that with the highest weir.revision of an event.id counts.
CREATE TABLE weir_alerts (
  `@timestamp` TIMESTAMP_LTZ(3),
  `event` ROW<
    `id` STRING, `severity` INT, `start` TIMESTAMP_LTZ(3), `end` TIMESTAMP_LTZ(3),
    `created` TIMESTAMP_LTZ(3), `ingested` TIMESTAMP_LTZ(3)>,
  `rule` ROW<`id` STRING, `name` STRING, `category` STRING>,
  `threat` ROW<`technique` ROW<`id` STRING>>,
  `source` ROW<`ip` STRING>,
  `destination` ROW<`ip` STRING>,
  `message` STRING,
  `weir` ROW<
    `status` STRING, `revision` BIGINT,
    `window` ROW<`start` TIMESTAMP_LTZ(3), `end` TIMESTAMP_LTZ(3)>,
    `trigger` ROW<`received` TIMESTAMP_LTZ(3)>,
    `evidence` ROW<
      `count` BIGINT, `flows` BIGINT, `packets` BIGINT, `bytes` BIGINT,
      `targets` ARRAY<STRING>, `sources` ARRAY<STRING>, `target_ports` ARRAY<INT>,
      `exporters` ARRAY<STRING>>>,
  WATERMARK FOR `@timestamp` AS `@timestamp` - INTERVAL '1' MINUTE
) WITH (
  'connector' = 'kafka',
  'topic' = 'weir-alerts',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'latest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

-- Sums by dimension and key. A row with the same window, dimension and key comes again with a
-- higher weir.revision. Keys have further fields, such as source.ip.
CREATE TABLE weir_rollups (
  `@timestamp` TIMESTAMP_LTZ(3),
  `network` ROW<`bytes` BIGINT, `packets` BIGINT>,
  `weir` ROW<
    `revision` BIGINT,
    `window` ROW<`start` TIMESTAMP_LTZ(3), `end` TIMESTAMP_LTZ(3), `seconds` INT>,
    `rollup` ROW<
      `dimension` STRING, `key` STRING, `other` BOOLEAN, `flows` BIGINT, `bits_per_second` DOUBLE,
      `interface_speed` BIGINT, `utilization` DOUBLE>,
    `distinct` ROW<`hosts` BIGINT, `ports` BIGINT>>,
  WATERMARK FOR `@timestamp` AS `@timestamp` - INTERVAL '3' MINUTE
) WITH (
  'connector' = 'kafka',
  'topic' = 'weir-rollups',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'latest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

-- The first of each dimension, by rank.
CREATE TABLE weir_topn (
  `@timestamp` TIMESTAMP_LTZ(3),
  `source` ROW<`ip` STRING>,
  `network` ROW<`bytes` BIGINT, `packets` BIGINT>,
  `weir` ROW<
    `revision` BIGINT,
    `window` ROW<
      `start` TIMESTAMP_LTZ(3), `end` TIMESTAMP_LTZ(3), `seconds` INT, `final` BOOLEAN>,
    `topn` ROW<
      `dimension` STRING, `scope` STRING, `key` STRING, `metric` STRING, `rank` INT, `flows` BIGINT,
      `share` DOUBLE>,
    `distinct` ROW<`peers` BIGINT, `ports` BIGINT>>,
  WATERMARK FOR `@timestamp` AS `@timestamp` - INTERVAL '3' MINUTE
) WITH (
  'connector' = 'kafka',
  'topic' = 'weir-topn',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'latest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

-- Flink can write to Elasticsearch 7, not read from it: to query flows, read them from Kafka, as
-- above. What a query makes of them can go to an index of its own, never into those of Weir.
CREATE TABLE talks_by_country (
  `window_start` TIMESTAMP(3),
  `country` STRING,
  `bytes` BIGINT,
  `flows` BIGINT,
  PRIMARY KEY (`window_start`, `country`) NOT ENFORCED
) WITH (
  'connector' = 'elasticsearch-7',
  'hosts' = 'http://localhost:9200',
  'index' = 'analysis-talks-by-country',
  'format' = 'json'
);

-- INSERT INTO talks_by_country
-- SELECT window_start, `server`.`geo`.`country_iso_code`, SUM(`network`.`bytes`), COUNT(*)
-- FROM TABLE(TUMBLE(TABLE weir_flows, DESCRIPTOR(`@timestamp`), INTERVAL '1' MINUTE))
-- WHERE `server`.`geo`.`country_iso_code` IS NOT NULL
-- GROUP BY window_start, window_end, `server`.`geo`.`country_iso_code`;
