package io.weir.job.cli;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.ElasticsearchSetup;
import io.weir.job.elasticsearch.IndexTemplate;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir setup elasticsearch}: installs the index templates. */
@Command(
        name = "elasticsearch",
        mixinStandardHelpOptions = true,
        description = "Installs the index templates in Elasticsearch. Can be repeated at any time.")
final class SetupElasticsearchCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ConfigurationOptions options;

    @Option(
            names = "--dry-run",
            description = "Only prints the requests that would be sent; needs no server.")
    private boolean dryRun;

    @Override
    public Integer call() throws InterruptedException {
        ElasticsearchConfiguration configuration = options.load().elasticsearch();
        ElasticsearchSetup setup = ElasticsearchSetup.of(configuration);
        return dryRun ? describe(setup) : install(setup, ElasticsearchEndpoint.of(configuration));
    }

    private int describe(ElasticsearchSetup setup) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(setup.describe());
        out.flush();
        return ExitCode.OK;
    }

    private int install(ElasticsearchSetup setup, ElasticsearchEndpoint endpoint)
            throws InterruptedException {
        try {
            setup.install(new ElasticsearchClient(endpoint));
        } catch (ElasticsearchException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
        for (IndexTemplate template : setup.templates()) {
            spec.commandLine().getOut().println("Installed index template " + template.name());
        }
        return ExitCode.OK;
    }
}
