package io.weir.job.pipeline;

import io.weir.operators.conversations.Conversation;
import io.weir.operators.detect.Alert;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.traffic.TopN;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the pipeline gives, for sinks to take.
 *
 * @param conversations empty where they are not joined
 */
public record PipelineStreams(
        DataStream<EnrichedFlows> flows,
        DataStream<Rollup> rollups,
        DataStream<TopN> topN,
        Optional<DataStream<Conversation>> conversations,
        DataStream<Alert> alerts,
        DataStream<ExporterNotice> exporters) {}
