package io.weir.job;

import io.weir.job.cli.ConfigurationOptions;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.ElasticsearchSetup;
import io.weir.job.elasticsearch.ServerVersion;
import io.weir.job.input.Input;
import io.weir.job.input.NetworkInput;
import io.weir.job.input.RawTopicInput;
import io.weir.job.input.TcpInput;
import io.weir.job.input.UdpInput;
import io.weir.job.output.AlertOutput;
import io.weir.job.output.ElasticsearchOutput;
import io.weir.job.output.Output;
import io.weir.job.output.kafka.KafkaOutput;
import io.weir.job.output.lines.FileOutput;
import io.weir.job.output.lines.StandardOutput;
import io.weir.job.pipeline.CollectorPipeline;
import io.weir.job.pipeline.PipelineStreams;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.job.rawtopic.KafkaTopics;
import io.weir.job.rawtopic.KafkaUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;
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
        if (configuration.usesKafka()) {
            prepareTopics(configuration, LOG::warn, () -> false);
        }
        if (configuration.writesDocuments()) {
            prepare(configuration, LOG::warn, () -> false);
        }
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
            ElasticsearchSetup.of(configuration).install(client).forEach(LOG::info);
        }
        return version;
    }

    /**
     * Waits until Kafka answers, and creates the topics that the job needs and that are missing.
     *
     * @param onWaiting is told what is waited for
     * @param stopped is asked whether to give up
     * @return the number of partitions of each topic; empty if stopped
     * @throws KafkaUnavailableException if the brokers answer with something that waiting cannot
     *     cure
     */
    public static Map<String, Integer> prepareTopics(
            WeirConfiguration configuration, Consumer<String> onWaiting, BooleanSupplier stopped)
            throws KafkaUnavailableException, InterruptedException {
        Map<String, Integer> partitions = new LinkedHashMap<>();
        try (KafkaTopics topics = KafkaTopics.connect(configuration.kafka())) {
            for (Map.Entry<String, Integer> wanted : configuration.topics().entrySet()) {
                String topic = wanted.getKey();
                int found = topics.require(topic, wanted.getValue(), onWaiting, stopped);
                if (found == KafkaTopics.MISSING) {
                    return Map.of();
                }
                partitions.put(topic, found);
            }
        }
        return partitions;
    }

    /** Adds the part of the way from the sockets to the sinks that is the job's role. */
    public static void define(
            StreamExecutionEnvironment environment, WeirConfiguration configuration) {
        switch (configuration.pipeline().role()) {
            case ALL_IN_ONE ->
                    analyse(
                            environment,
                            configuration,
                            new NetworkInput(configuration),
                            ElasticsearchOutput.behindNetwork(configuration));
            case COLLECTOR -> collect(environment, configuration);
            case ANALYSIS ->
                    analyse(
                            environment,
                            configuration,
                            new RawTopicInput(configuration.kafka()),
                            ElasticsearchOutput.behindReplay(configuration));
        }
    }

    /** Each input has a chain of its own: joined, they would cost their datagrams a copy. */
    private static void collect(
            StreamExecutionEnvironment environment, WeirConfiguration configuration) {
        CollectorPipeline pipeline = new CollectorPipeline(environment, configuration);
        pipeline.build(new UdpInput(configuration.listen()), "udp");
        if (configuration.tcp().isEnabled()) {
            pipeline.build(new TcpInput(configuration.listen(), configuration.tcp()), "tcp");
        }
    }

    private static void analyse(
            StreamExecutionEnvironment environment,
            WeirConfiguration configuration,
            Input input,
            Output documents) {
        PipelineStreams streams = new WeirPipeline(environment, configuration).build(input);
        documents.attach(streams);
        new KafkaOutput(configuration).attach(streams);
        new FileOutput(configuration).attach(streams);
        new StandardOutput(configuration).attach(streams);
        new AlertOutput(configuration.alerts()).attach(streams);
    }
}
