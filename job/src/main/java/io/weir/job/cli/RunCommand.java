package io.weir.job.cli;

import io.weir.job.WeirJob;
import io.weir.job.check.Check;
import io.weir.job.check.Finding;
import io.weir.job.config.Role;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.ServerVersion;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.rawtopic.KafkaTopics;
import io.weir.job.rawtopic.KafkaUnavailableException;
import io.weir.job.terminal.ProgressLine;
import io.weir.job.terminal.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir run}: the job on one machine, until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the job on a Flink inside this process, for a single machine.",
            "Ctrl-C or SIGTERM stops it: all windows close, everything is written, and the balance"
                    + " is printed as one line of JSON. A second Ctrl-C ends it at once."
        })
final class RunCommand implements Callable<Integer> {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(1);

    @Mixin private ConfigurationOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, InterruptedException, IOException {
        WeirConfiguration configuration = options.load();
        Role role = configuration.pipeline().role();
        if (role.receives()) {
            requirePortsFree(configuration);
        }
        StopSignal stop = StopSignal.install();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        if (role.usesKafka() && !reachKafka(configuration, stop, progress)) {
            return ExitCode.OK;
        }
        if (role.analyses() && !reachElasticsearch(configuration, stop, progress)) {
            return ExitCode.OK;
        }
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "weir",
                        configuration.pipeline(),
                        environment -> WeirJob.define(environment, configuration))) {
            awaitInput(job, configuration, progress);
            watch(job, role, stop, progress);
            progress.println("Stopping: closing windows and writing what is left.");
            job.drain(STOP_TIMEOUT);
            spec.commandLine().getOut().println(Balance.of(job.counters()).toJson());
            return ExitCode.OK;
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailure("The job failed: " + FailureText.of(e), e);
        }
    }

    private static void requirePortsFree(WeirConfiguration configuration)
            throws CommandFailure, InterruptedException {
        List<Check> ports = new ArrayList<>(Check.ofPorts(configuration.listen()));
        ports.addAll(Check.ofPorts(configuration.listen(), configuration.tcp()));
        Optional<Finding> failure = Check.firstFailure(ports);
        if (failure.isPresent()) {
            throw new CommandFailure(failure.get().what() + ": " + failure.get().detail());
        }
    }

    private static boolean reachKafka(
            WeirConfiguration configuration, StopSignal stop, ProgressLine progress)
            throws CommandFailure, InterruptedException {
        try {
            OptionalInt partitions =
                    WeirJob.prepareTopics(configuration, progress::println, stop::isRequested);
            partitions.ifPresent(count -> progress.println(describe(configuration, count)));
            return partitions.isPresent();
        } catch (KafkaUnavailableException e) {
            throw new CommandFailure(e.getMessage(), e);
        } catch (KafkaException e) {
            throw new CommandFailure(KafkaTopics.describe(e), e);
        }
    }

    private static String describe(WeirConfiguration configuration, int partitions) {
        return String.format(
                "%s the topic %s of Kafka %s, %d partitions.",
                configuration.pipeline().role().receives() ? "Writing to" : "Reading from",
                configuration.kafka().rawTopic(),
                configuration.kafka().servers(),
                partitions);
    }

    private static void awaitInput(
            EmbeddedJob job, WeirConfiguration configuration, ProgressLine progress)
            throws InterruptedException, TimeoutException {
        if (configuration.pipeline().role().receives()) {
            job.awaitListening(START_TIMEOUT);
            progress.println("Listening on UDP ports " + configuration.listen().udp() + ".");
            if (configuration.tcp().isEnabled()) {
                progress.println("Listening on TCP ports " + configuration.tcp().allPorts() + ".");
            }
        } else {
            job.awaitRunning(START_TIMEOUT);
            progress.println("Analysing what collectors write.");
        }
    }

    private static boolean reachElasticsearch(
            WeirConfiguration configuration, StopSignal stop, ProgressLine progress)
            throws CommandFailure, InterruptedException {
        try {
            Optional<ServerVersion> server =
                    WeirJob.prepare(configuration, progress::println, stop::isRequested);
            server.ifPresent(version -> progress.println("Writing to " + version + "."));
            return server.isPresent();
        } catch (ElasticsearchException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private static void watch(EmbeddedJob job, Role role, StopSignal stop, ProgressLine progress)
            throws InterruptedException {
        Balance before = Balance.of(job.counters());
        while (job.isRunning() && !stop.await(PROGRESS_INTERVAL)) {
            Balance now = Balance.of(job.counters());
            progress.show(role.analyses() ? analysed(before, now) : collected(before, now));
            before = now;
        }
    }

    private static String analysed(Balance before, Balance now) {
        return String.format(
                "%,d flows/s, %,d flows, %,d documents, %,d datagrams lost, %,d malformed",
                now.flows() - before.flows(),
                now.flows(),
                now.documents(),
                now.dropped(),
                now.malformedTotal());
    }

    private static String collected(Balance before, Balance now) {
        long written = now.rawTopic().datagramsWritten();
        return String.format(
                "%,d datagrams/s, %,d datagrams to Kafka, %,d queued, %,d lost",
                written - before.rawTopic().datagramsWritten(),
                written,
                now.leftInQueue(),
                now.dropped());
    }
}
