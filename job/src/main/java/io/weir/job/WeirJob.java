package io.weir.job;

import io.weir.job.cli.ConfigurationOptions;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.ElasticsearchSetup;
import io.weir.job.elasticsearch.ServerVersion;
import io.weir.job.input.NetworkInput;
import io.weir.job.output.ElasticsearchOutput;
import io.weir.job.pipeline.WeirPipeline;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * The job that a Flink cluster runs: {@code flink run weir-job.jar --config weir.yaml}.
 *
 * <p>{@link #prepare} and {@link #define} are also what the command line uses on the Flink that it
 * embeds.
 */
@Command(name = "weir-job")
public final class WeirJob {

    private static final Logger LOG = LoggerFactory.getLogger(WeirJob.class);

    @Mixin private ConfigurationOptions options;

    private WeirJob() {}

    /**
     * Submits the job to the cluster that runs this.
     *
     * @param args {@code --config FILE} and {@code --set KEY=VALUE}
     * @throws IllegalArgumentException if the arguments or the configuration are wrong
     */
    public static void main(String[] args) throws Exception {
        WeirConfiguration configuration = parse(args);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        if (configuration.pipeline().parallelism() > 0) {
            environment.setParallelism(configuration.pipeline().parallelism());
        }
        prepare(configuration, LOG::warn, () -> false);
        define(environment, configuration);
        environment.execute("weir");
    }

    private static WeirConfiguration parse(String[] args) {
        WeirJob job = new WeirJob();
        try {
            new CommandLine(job).parseArgs(args);
            return job.options.load();
        } catch (ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Waits until Elasticsearch answers, and installs the index templates if configured.
     *
     * @param onWaiting is told what is waited for
     * @param stopped is asked whether to give up
     * @return the server, or nothing if stopped
     * @throws ElasticsearchException if the server answers with something that waiting cannot cure
     */
    public static Optional<ServerVersion> prepare(
            WeirConfiguration configuration, Consumer<String> onWaiting, BooleanSupplier stopped)
            throws ElasticsearchException, InterruptedException {
        ElasticsearchClient client =
                new ElasticsearchClient(ElasticsearchEndpoint.of(configuration.elasticsearch()));
        Optional<ServerVersion> version = client.waitUntilReachable(onWaiting, stopped);
        if (version.isPresent() && configuration.elasticsearch().setup()) {
            new ElasticsearchSetup(configuration.elasticsearch().indexPrefix()).install(client);
        }
        return version;
    }

    /** Adds everything from the sockets to Elasticsearch to the graph. */
    public static void define(
            StreamExecutionEnvironment environment, WeirConfiguration configuration) {
        new ElasticsearchOutput(configuration.elasticsearch())
                .attach(
                        new WeirPipeline(environment, configuration)
                                .build(new NetworkInput(configuration)));
    }
}
