package io.weir.job.pipeline;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.SessionLimits;
import io.weir.job.config.DuplicatesConfiguration;
import io.weir.job.config.ExportersConfiguration;
import io.weir.job.config.TemplatesConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.input.Input;
import io.weir.operators.decode.DecodeLimits;
import io.weir.operators.decode.DecodeOperator;
import io.weir.operators.decode.SubtaskLimits;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.AlertLifecycle;
import io.weir.operators.detect.DetectSerializers;
import io.weir.operators.detect.Finding;
import io.weir.operators.duplicates.DuplicateSuppression;
import io.weir.operators.enrich.EnrichOperator;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.EnrichedFlowsSerializer;
import io.weir.operators.exporters.ExporterInventory;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterNoticeSerializer;
import io.weir.operators.exporters.ExporterRules;
import io.weir.operators.exporters.Remembrance;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.types.FlowBatchSerializer;
import io.weir.operators.types.IpAddressSerializer;
import io.weir.operators.types.TransportSessionSerializer;
import io.weir.sql.RuleCatalogue;
import io.weir.sql.SqlRules;
import io.weir.udp.Datagram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The stages of the job, from datagrams to flows, Top-N, alerts and the inventory of exporters.
 *
 * <pre>
 * input ─ keyBy exporter ─ decode ─ (spread) ─ enrich ─┬─ flows
 *                              │                        ├─ sum up ─ keyBy bucket ─ totals ─ keyBy window ─ merge ─ Top-N
 *                              │                        ├─ record ─ keyBy bucket ─ join ─ conversations (if enabled)
 *                              │                        ├─ evidence ─ keyBy suspect ─ detect ─┐
 *                              │                        ├─ views ─ SQL rules ─────────────────┼─ alerts
 *                              │              minutes ──┴─ keyBy what they are of ─ compare ──┤
 *                              └─ parts ─ keyBy address ─ inventory ─┬─ keyBy exporter ─ wait ┘
 *                                                                    └─ exporters
 * </pre>
 *
 * <p>In the place of the spread is the suppression of duplicates, where that is on: split by
 * conversation, keyBy bucket, suppress.
 */
public final class WeirPipeline {

    /** From when the source closes a silent connection to when it counts as vanished. */
    private static final Duration CONNECTION_MARGIN = Duration.ofMinutes(5);

    /** Longer than any exporter in use is silent, and short enough for a flood to pass. */
    private static final Duration FORGET_NEWCOMERS_AFTER = Duration.ofMinutes(10);

    private final StreamExecutionEnvironment environment;
    private final WeirConfiguration configuration;

    public WeirPipeline(StreamExecutionEnvironment environment, WeirConfiguration configuration) {
        this.environment = environment;
        this.configuration = configuration;
        FlinkSettings.apply(configuration.pipeline(), environment);
    }

    /**
     * Adds the input and all stages behind it.
     *
     * @param input gives the receive time as timestamp, and the watermark
     */
    public PipelineStreams build(Input input) {
        SingleOutputStreamOperator<FlowBatch> decoded = decode(input.attach(environment));
        DataStream<EnrichedFlows> flows = enrich(countedOnce(decoded));
        TrafficStages.Streams traffic = traffic(flows);
        DataStream<ExporterNotice> exporters = exporters(decoded, input);
        return new PipelineStreams(
                flows,
                traffic.rollups(),
                traffic.topN(),
                new ConversationStages(configuration.conversations()).attach(flows),
                alerts(flows, traffic.rollups(), exporters),
                exporters);
    }

    /**
     * Adds the input and the decoding only, for measurements.
     *
     * @param input as for {@link #build}
     */
    public DataStream<FlowBatch> decode(Input input) {
        return decode(input.attach(environment));
    }

    private SingleOutputStreamOperator<FlowBatch> decode(DataStream<Datagram> datagrams) {
        return datagrams
                .keyBy(
                        configuration.exporters().identity()::session,
                        TransportSessionSerializer.TYPE)
                .transform("decode", FlowBatchSerializer.TYPE, decodeOperator())
                .uid("decode");
    }

    private DecodeOperator decodeOperator() {
        return configuration.keepsOriginals()
                ? DecodeOperator.keepingOriginals(decodeLimits())
                : new DecodeOperator(decodeLimits());
    }

    private DecodeLimits decodeLimits() {
        return new DecodeLimits(
                configuration.tcp().idleTimeout().plus(CONNECTION_MARGIN),
                remembrance(),
                new SubtaskLimits(
                        configuration.exporters().perSubtask(),
                        configuration.templates().perSubtask(),
                        configuration.exporters().waitingBytesPerSubtask()),
                sessionLimits(configuration.templates(), configuration.exporters()));
    }

    private Remembrance remembrance() {
        return new Remembrance(
                FORGET_NEWCOMERS_AFTER,
                configuration.templates().expireAfter(),
                configuration.exporters().forgetAfter());
    }

    private static SessionLimits sessionLimits(
            TemplatesConfiguration templates, ExportersConfiguration exporters) {
        return new SessionLimits(
                templates.perExporter(),
                exporters.domains(),
                exporters.waitingBytes(),
                exporters.waitingAge(),
                exporters.optionsRecords(),
                exporters.totals(),
                exporters.listeners(),
                exporters.clockTolerance(),
                exporters.flowsPerSecond());
    }

    private DataStream<ExporterNotice> exporters(
            SingleOutputStreamOperator<FlowBatch> decoded, Input input) {
        ExporterRules rules =
                new ExporterRules(
                        configuration.exporters().silentAfter(),
                        remembrance(),
                        input.missesWhileStopped());
        return decoded.getSideOutput(DecodeOperator.NOTICES)
                .keyBy(ExporterNotice::exporter, IpAddressSerializer.TYPE)
                .process(new ExporterInventory(rules), ExporterNoticeSerializer.TYPE)
                .name("exporters")
                .uid("exporters");
    }

    /** Suppression of duplicates spreads flows by itself. */
    private DataStream<FlowBatch> countedOnce(DataStream<FlowBatch> flows) {
        DuplicatesConfiguration duplicates = configuration.duplicates();
        return duplicates.suppress()
                ? DuplicateSuppression.attach(
                        flows,
                        duplicates.rules(configuration.exporters().identity()),
                        configuration.names().files())
                : spread(flows);
    }

    /** Lets one busy exporter use more than the one subtask that decodes it. */
    private DataStream<FlowBatch> spread(DataStream<FlowBatch> flows) {
        return switch (configuration.pipeline().spread()) {
            case ALWAYS -> flows.rebalance();
            case NEVER -> flows;
            case AUTO -> environment.getParallelism() > 1 ? flows.rebalance() : flows;
        };
    }

    /** All that reads flows behind it is in its chain: they do not leave the process. */
    private DataStream<EnrichedFlows> enrich(DataStream<FlowBatch> flows) {
        return flows.transform(
                        "enrich",
                        EnrichedFlowsSerializer.TYPE,
                        new EnrichOperator(configuration.enrichment()))
                .uid("enrich");
    }

    private TrafficStages.Streams traffic(DataStream<EnrichedFlows> flows) {
        return new TrafficStages(
                        configuration.windows(), configuration.rollups(), configuration.topn())
                .attach(flows);
    }

    private DataStream<Alert> alerts(
            DataStream<EnrichedFlows> flows,
            DataStream<Rollup> rollups,
            DataStream<ExporterNotice> exporters) {
        DetectionStages detections =
                new DetectionStages(configuration.detections(), configuration.networks());
        List<DataStream<Finding>> findings = new ArrayList<>();
        detections.attach(flows).ifPresent(findings::add);
        detections.attachToRollups(rollups).ifPresent(findings::add);
        detections
                .attachToExporters(exporters, configuration.exporters().forgetAfter())
                .ifPresent(findings::add);
        if (configuration.rules().enabled()) {
            SqlRules.attach(flows, RuleCatalogue.read(configuration.rules().selection()))
                    .ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            // Not a source of nothing: Flink refuses one without elements.
            return flows.<Alert>flatMap((flow, out) -> {})
                    .returns(DetectSerializers.ALERT)
                    .name("no detection is enabled")
                    .uid("no-alerts");
        }
        return findings.stream()
                .reduce((some, more) -> some.union(more))
                .orElseThrow()
                .keyBy(finding -> finding.rule().id(), Types.STRING)
                .process(
                        new AlertLifecycle(configuration.alerts().policy()),
                        DetectSerializers.ALERT)
                .name("alerts")
                .uid("alerts");
    }
}
