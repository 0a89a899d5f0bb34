package io.weir.job.analyze;

import io.weir.job.config.PipelineConfiguration;
import io.weir.job.config.Role;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.InProcessSink;
import io.weir.job.embedded.JobCounters;
import io.weir.job.input.CapturedInput;
import io.weir.job.pipeline.PipelineStreams;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.operators.conversations.Conversation;
import io.weir.operators.decode.DecodeMetric;
import io.weir.operators.detect.Alert;
import io.weir.operators.exporters.ExporterMinute;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.traffic.TopN;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * What the pipeline makes of captures.
 *
 * @param alerts the last state of each, the earliest first
 * @param topN the final Top-N of each window, the earliest first
 * @param conversations the final states of all, the earliest first, where they are joined
 * @param exporters the minutes of each exporter, the earliest first
 */
public record Analysis(
        List<Alert> alerts,
        List<TopN> topN,
        List<Conversation> conversations,
        List<ExporterMinute> exporters,
        Balance balance) {

    public Analysis {
        alerts = List.copyOf(alerts);
        topN = List.copyOf(topN);
        conversations = List.copyOf(conversations);
        exporters = List.copyOf(exporters);
    }

    /**
     * Runs the pipeline over the files, in the time of their packets. With one subtask of each
     * operator, which is the default, the same files always give the same result. Of more subtasks
     * some run ahead of others: the same alerts come, but may open some seconds earlier or later.
     *
     * @throws ExecutionException if the job fails, for example because a file is damaged: it is not
     *     started again, as one that takes checkpoints would be
     */
    public static Analysis of(List<Path> files, WeirConfiguration given)
            throws IOException, InterruptedException, ExecutionException {
        WeirConfiguration configuration = given.withPipeline(forCaptures(given.pipeline()));
        InProcessSink<Alert> alerts = new InProcessSink<>();
        InProcessSink<TopN> topN = new InProcessSink<>();
        InProcessSink<Conversation> conversations = new InProcessSink<>();
        InProcessSink<ExporterNotice> exporters = new InProcessSink<>();
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "weir analyze",
                        configuration.pipeline(),
                        environment -> {
                            PipelineStreams streams =
                                    new WeirPipeline(environment, configuration)
                                            .build(new CapturedInput(files));
                            streams.alerts().sinkTo(alerts).name("alerts").uid("alert-list");
                            streams.topN().sinkTo(topN).name("Top-N").uid("topn-list");
                            streams.conversations()
                                    .ifPresent(
                                            stream ->
                                                    stream.sinkTo(conversations)
                                                            .name("conversations")
                                                            .uid("conversation-list"));
                            streams.exporters()
                                    .sinkTo(exporters)
                                    .name("exporters")
                                    .uid("exporter-list");
                        })) {
            job.result().get();
            return new Analysis(
                    lastStates(alerts.takeAll()),
                    topN.takeAll().stream()
                            .filter(TopN::complete)
                            .sorted(
                                    Comparator.comparingLong(TopN::windowStart)
                                            .thenComparingLong(TopN::windowEnd)
                                            .thenComparing(TopN::dimension))
                            .toList(),
                    ended(conversations.takeAll()),
                    minutes(exporters.takeAll()),
                    Balance.of(job.counters(), datagrams(job.counters())));
        }
    }

    /** One subtask by default, and no checkpoints: the job is soon over and starts from nothing. */
    private static PipelineConfiguration forCaptures(PipelineConfiguration pipeline) {
        return new PipelineConfiguration(
                Role.ALL_IN_ONE,
                Math.max(1, pipeline.parallelism()),
                pipeline.maxParallelism(),
                pipeline.spread(),
                Duration.ZERO);
    }

    private static List<Alert> lastStates(List<Alert> states) {
        Map<String, Alert> last = new HashMap<>();
        for (Alert state : states) {
            last.merge(
                    state.id(),
                    state,
                    (some, other) -> other.revision() > some.revision() ? other : some);
        }
        return last.values().stream()
                .sorted(Comparator.comparingLong(Alert::openedMillis).thenComparing(Alert::id))
                .toList();
    }

    private static List<Conversation> ended(List<Conversation> states) {
        return states.stream()
                .filter(Conversation::isFinal)
                .sorted(
                        Comparator.comparingLong(Conversation::startMillis)
                                .thenComparing(conversation -> conversation.source().address())
                                .thenComparing(conversation -> conversation.source().port())
                                .thenComparing(conversation -> conversation.destination().address())
                                .thenComparing(conversation -> conversation.destination().port()))
                .toList();
    }

    private static List<ExporterMinute> minutes(List<ExporterNotice> notices) {
        return notices.stream()
                .filter(ExporterMinute.class::isInstance)
                .map(ExporterMinute.class::cast)
                .sorted(
                        Comparator.comparingLong(ExporterMinute::minuteMillis)
                                .thenComparing(ExporterMinute::exporter))
                .toList();
    }

    /** A bounded source counts nothing itself; all that it gives goes through decode. */
    private static long datagrams(JobCounters counters) {
        return counters.sum(DecodeMetric.DATAGRAMS_DECODED.id())
                + counters.sum(DecodeMetric.DATAGRAMS_MALFORMED.id())
                + counters.sum(DecodeMetric.DATAGRAMS_REFUSED.id());
    }
}
