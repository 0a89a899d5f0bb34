package io.weir.job.pipeline;

import io.weir.operators.detect.Alert;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.traffic.TopN;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What the pipeline gives, for sinks to take. */
public record PipelineStreams(
        DataStream<EnrichedFlows> flows,
        DataStream<Rollup> rollups,
        DataStream<TopN> topN,
        DataStream<Alert> alerts,
        DataStream<ExporterNotice> exporters) {}
