package io.weir.job.cli;

import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.ElasticsearchSetup;
import io.weir.job.elasticsearch.IndexExpiry;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir setup elasticsearch}: prepares the indices, or deletes those that are too old. */
@Command(
        name = "elasticsearch",
        mixinStandardHelpOptions = true,
        description = {
            "Installs the index templates in Elasticsearch, and lifecycle policies of streams with"
                    + " a retention. Can be repeated at any time.",
            "With --expire it deletes daily indices that are older than streams.<stream>.retention"
                    + " instead, by the day in their names: for servers without index lifecycle"
                    + " management, once a day from cron."
        })
final class SetupElasticsearchCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ConfigurationOptions options;

    @Option(
            names = "--dry-run",
            description =
                    "Only prints the requests that would be sent, and needs no server; with"
                            + " --expire, the indices that would be deleted.")
    private boolean dryRun;

    @Option(
            names = "--expire",
            description = "Deletes indices that are older than their retention.")
    private boolean expire;

    @Override
    public Integer call() throws InterruptedException {
        WeirConfiguration configuration = options.load();
        ElasticsearchSetup setup = ElasticsearchSetup.of(configuration);
        if (dryRun && !expire) {
            return describe(setup);
        }
        ElasticsearchClient client =
                new ElasticsearchClient(ElasticsearchEndpoint.of(configuration.elasticsearch()));
        try {
            if (expire) {
                expire(new IndexExpiry(configuration, Clock.systemUTC()), client);
            } else {
                setup.install(client).forEach(spec.commandLine().getOut()::println);
            }
            return ExitCode.OK;
        } catch (ElasticsearchException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private int describe(ElasticsearchSetup setup) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(setup.describe());
        out.flush();
        return ExitCode.OK;
    }

    private void expire(IndexExpiry expiry, ElasticsearchClient client)
            throws ElasticsearchException, InterruptedException {
        if (!expiry.deletesAny()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No stream has a retention: give one, as in streams.flows.retention=30d.");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<String> expired = expiry.expired(client);
        for (String index : expired) {
            if (dryRun) {
                out.println("Would delete " + index);
            } else if (client.deleteIndex(index)) {
                out.println("Deleted " + index);
            }
        }
        if (expired.isEmpty()) {
            out.println("Nothing is older than its retention.");
        }
    }
}
