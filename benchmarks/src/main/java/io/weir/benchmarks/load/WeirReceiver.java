package io.weir.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.JobCounters;
import io.weir.job.input.Input;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.PipelineStreams;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.operators.decode.DecodeMetric;
import io.weir.udp.metrics.UdpMetric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A part of Weir in a process of its own: {@code STAGE PORT BUFFER_BYTES [key=value]…}
 *
 * <p>Prints "ready" and the receive buffer that the kernel granted; then answers each line of
 * standard input with one of JSON: {@code counts} with the counters, {@code drain} with the balance
 * after it has ended the job in order. Ends at the end of the input.
 */
public final class WeirReceiver {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How much of the job runs. */
    enum Stage {
        COUNT,
        DECODE,
        JOB
    }

    private WeirReceiver() {}

    public static void main(String[] args) throws Exception {
        Stage stage = Stage.valueOf(args[0].toUpperCase(Locale.ROOT));
        List<String> settings = new ArrayList<>();
        settings.add("pipeline.parallelism=1");
        settings.add("listen.address=127.0.0.1");
        settings.add("listen.udp=" + args[1]);
        settings.add("listen.receive-buffer=" + Long.parseLong(args[2]) / 1024 + "KiB");
        settings.addAll(List.of(args).subList(3, args.length));
        WeirConfiguration configuration =
                WeirConfiguration.load(Optional.empty(), settings, Map.of());
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "load " + args[0],
                        configuration.pipeline(),
                        environment -> build(stage, environment, configuration))) {
            job.awaitListening(PATIENCE);
            System.out.println("ready " + job.counters().sum(UdpMetric.RECEIVE_BUFFER_BYTES.id()));
            answer(job);
        }
        System.exit(0);
    }

    private static void build(
            Stage stage, StreamExecutionEnvironment environment, WeirConfiguration configuration) {
        WeirPipeline pipeline = new WeirPipeline(environment, configuration);
        Input input = new UdpInput(configuration.listen());
        switch (stage) {
            case COUNT -> input.attach(environment).sinkTo(new CountingSink<>());
            case DECODE -> pipeline.decode(input).sinkTo(new CountingSink<>());
            case JOB -> {
                PipelineStreams streams = pipeline.build(input);
                streams.flows().sinkTo(new CountingSink<>());
                streams.topN().sinkTo(new DiscardingSink<>());
                streams.alerts().sinkTo(new DiscardingSink<>());
                streams.exporters().sinkTo(new DiscardingSink<>());
            }
        }
    }

    private static void answer(EmbeddedJob job) throws Exception {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        String question;
        while ((question = questions.readLine()) != null) {
            if (!job.isRunning()) {
                job.result().get();
            }
            switch (question) {
                case "counts" -> System.out.println(counts(job.counters()));
                case "drain" -> {
                    job.drain(PATIENCE);
                    System.out.println(Balance.of(job.counters()).toJson());
                    return;
                }
                default -> throw new IOException("No such question: " + question);
            }
        }
    }

    private static ObjectNode counts(JobCounters counters) {
        ObjectNode counts = new ObjectMapper().createObjectNode();
        counts.put("received", counters.sum(UdpMetric.DATAGRAMS_RECEIVED.id()));
        counts.put("queue_drops", counters.sum(UdpMetric.DATAGRAMS_DROPPED_QUEUE_FULL.id()));
        counts.put("queued", counters.sum(UdpMetric.QUEUE_DATAGRAMS.id()));
        counts.put("queued_bytes", counters.sum(UdpMetric.QUEUE_BYTES.id()));
        counts.put(
                "datagrams",
                Math.max(
                        CountingSink.elements(),
                        counters.sum(DecodeMetric.DATAGRAMS_DECODED.id())));
        counts.put("flows", CountingSink.flows());
        return counts;
    }
}
