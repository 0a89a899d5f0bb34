package io.weir.job.cli;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.elasticsearch.DeadLetter;
import io.weir.job.elasticsearch.DeadLetterBox;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.bulk.DeadLetterReplay;
import io.weir.job.elasticsearch.bulk.ReplayTally;
import io.weir.job.terminal.StopSignal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir dead-letters replay}: sends rejected documents again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends the documents that Elasticsearch rejected again to where they were to go, the"
                    + " oldest first, and removes the dead letters of those that it takes. For"
                    + " when the cause is mended, such as a wrong mapping.",
            "Ctrl-C ends it after the batch under way. It can be interrupted in any way and begun"
                    + " again: no document is lost, and none is there twice.",
            "Exit code: 0 if all were taken, 1 if some are left, 2 wrong usage or configuration."
        })
final class DeadLettersReplayCommand implements Callable<Integer> {

    private static final int BATCH = 1_000;
    private static final int REASONS_SHOWN = 20;

    @Spec private CommandSpec spec;

    @Mixin private ConfigurationOptions options;

    @Option(
            names = "--reason",
            paramLabel = "WORDS",
            description = "Only those with these words, in this order, in their reason.")
    private String reason;

    @Option(names = "--dry-run", description = "Only says how many would be sent to which index.")
    private boolean dryRun;

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        ElasticsearchConfiguration configuration = options.load().elasticsearch();
        DeadLetterBox box =
                new DeadLetterBox(
                        new ElasticsearchClient(ElasticsearchEndpoint.of(configuration)),
                        configuration.indexPrefix());
        try {
            return dryRun ? describe(box) : replay(new DeadLetterReplay(configuration, box));
        } catch (ElasticsearchException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private int describe(DeadLetterBox box) throws ElasticsearchException, InterruptedException {
        Map<String, Long> indices = new TreeMap<>();
        DeadLetterBox.Reading reading = box.oldestFirst(Optional.ofNullable(reason), BATCH);
        try {
            for (List<DeadLetter> letters = reading.next();
                    !letters.isEmpty();
                    letters = reading.next()) {
                letters.forEach(letter -> indices.merge(letter.index(), 1L, Long::sum));
            }
        } finally {
            reading.close();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d dead letters would be sent again.%n",
                indices.values().stream().mapToLong(Long::longValue).sum());
        indices.forEach((index, count) -> out.printf(Locale.ROOT, "%9d  %s%n", count, index));
        out.flush();
        return ExitCode.OK;
    }

    private int replay(DeadLetterReplay replay)
            throws CommandFailure, ElasticsearchException, InterruptedException {
        StopSignal stop = StopSignal.install();
        ReplayTally tally = replay.replay(Optional.ofNullable(reason), stop::isRequested);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%d taken, %d rejected again.%n", tally.taken(), tally.rejected());
        tally.rejections().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(REASONS_SHOWN)
                .forEach(
                        each ->
                                out.printf(
                                        Locale.ROOT, "%9d  %s%n", each.getValue(), each.getKey()));
        out.flush();
        if (tally.reasonToEndEarly().isPresent()) {
            throw new CommandFailure(
                    "Not all were sent: "
                            + tally.reasonToEndEarly().get()
                            + ". Run it again for the others.");
        }
        return tally.rejected() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
