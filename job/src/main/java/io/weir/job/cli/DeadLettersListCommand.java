package io.weir.job.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.elasticsearch.DeadLetter;
import io.weir.job.elasticsearch.DeadLetterBox;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.ElasticsearchException;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir dead-letters list}: which documents Elasticsearch rejected, and why. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the documents that Elasticsearch rejected, the newest first: when, of which"
                    + " stream, for which index, and why.",
            "Exit code: 0 also if there are none, 1 if Elasticsearch does not answer, 2 wrong"
                    + " usage or configuration."
        })
final class DeadLettersListCommand implements Callable<Integer> {

    private enum Format {
        TABLE,
        JSON
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String ROW = "%-19s  %-9s  %-30s  %s%n";

    @Spec private CommandSpec spec;

    @Mixin private ConfigurationOptions options;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "The most that are listed, up to 10000 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--reason",
            paramLabel = "WORDS",
            description =
                    "Only those with these words, in this order, in their reason; upper and lower"
                            + " case are the same.")
    private String reason;

    @Option(
            names = "--format",
            defaultValue = "table",
            description =
                    "table for people, or json: one object per line, with the document too"
                            + " (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (limit < 1 || limit > DeadLetterBox.MAX_LISTED) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--limit " + limit + " is not from 1 to " + DeadLetterBox.MAX_LISTED + ".");
        }
        ElasticsearchConfiguration configuration = options.load().elasticsearch();
        DeadLetterBox box =
                new DeadLetterBox(
                        new ElasticsearchClient(ElasticsearchEndpoint.of(configuration)),
                        configuration.indexPrefix());
        try {
            print(box.newest(Optional.ofNullable(reason), limit));
        } catch (ElasticsearchException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
        return ExitCode.OK;
    }

    private void print(DeadLetterBox.Listing listing) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            listing.letters().forEach(letter -> out.println(json(letter)));
        } else {
            table(listing, out);
        }
        out.flush();
    }

    private static void table(DeadLetterBox.Listing listing, PrintWriter out) {
        if (!listing.letters().isEmpty()) {
            out.printf(ROW, "TIME (UTC)", "STREAM", "INDEX", "REASON");
        }
        for (DeadLetter letter : listing.letters()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    TIME.format(letter.time()),
                    letter.stream(),
                    letter.index(),
                    letter.reason().replaceAll("\\s+", " "));
        }
        out.printf(
                Locale.ROOT, "%d of %d dead letters.%n", listing.letters().size(), listing.total());
    }

    private static ObjectNode json(DeadLetter letter) {
        return MAPPER.createObjectNode()
                .put("time", letter.time().toString())
                .put("stream", letter.stream())
                .put("index", letter.index())
                .put("reason", letter.reason())
                .put("document", letter.document());
    }
}
