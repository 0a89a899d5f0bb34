package io.weir.job.cli;

import io.weir.job.WeirJob;
import io.weir.job.check.Check;
import io.weir.job.config.Role;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.ServerVersion;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.KeptState;
import io.weir.job.rawtopic.KafkaTopics;
import io.weir.job.rawtopic.KafkaUnavailableException;
import io.weir.job.state.Checkpoint;
import io.weir.job.state.StateDirectory;
import io.weir.job.state.StateException;
import io.weir.job.terminal.ProgressLine;
import io.weir.job.terminal.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir run}: the job on one machine, until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the job on a Flink inside this process, for a single machine.",
            "It keeps its state in the folder state.dir: templates of exporters, open windows and"
                    + " alerts, datagrams not yet taken. The next start goes on from the newest"
                    + " checkpoint there, also after a crash.",
            "Ctrl-C or SIGTERM stops it: what was received is written, the state is saved, and the"
                    + " balance is printed as one line of JSON. Windows stay open for the next"
                    + " start. A second Ctrl-C ends it at once."
        })
final class RunCommand implements Callable<Integer> {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(1);

    @Mixin private ConfigurationOptions options;

    @Mixin private RulesOption rules;

    @Option(
            names = "--fresh",
            description =
                    "Starts from nothing. Earlier state is set aside in a folder beside the new"
                            + " one, until the next start of this kind.")
    private boolean fresh;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        WeirConfiguration configuration = options.load(rules.assignments());
        Role role = configuration.pipeline().role();
        try (StateDirectory state =
                StateDirectory.open(
                        configuration.state().folder(role), configuration.state().keep())) {
            return runWith(state, configuration);
        } catch (StateException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private int runWith(StateDirectory state, WeirConfiguration configuration)
            throws CommandFailure, InterruptedException, StateException {
        Role role = configuration.pipeline().role();
        if (role.receives()) {
            requirePortsFree(configuration);
        }
        if (role.analyses()) {
            RequiredChecks.pass(Check.ofEnrichment(configuration));
            RequiredChecks.pass(Check.ofDetections(configuration.detections()));
        }
        StopSignal stop = StopSignal.install();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        if (configuration.usesKafka() && !reachKafka(configuration, stop, progress)) {
            return ExitCode.OK;
        }
        if (configuration.writesDocuments() && !reachElasticsearch(configuration, stop, progress)) {
            return ExitCode.OK;
        }
        Optional<Checkpoint> from = fresh ? fromNothing(state, progress) : resume(state, progress);
        if (from.isPresent()) {
            from.get().requireMaxParallelism(configuration.pipeline().maxParallelism());
        }
        try (EmbeddedJob job = start(new KeptState(state, from), configuration)) {
            awaitStart(job, from);
            awaitInput(job, configuration, progress);
            watch(job, state, role, stop, progress);
            suspend(job, state, progress);
            return ExitCode.OK;
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailure("The job failed: " + FailureText.of(e), e);
        }
    }

    private static Optional<Checkpoint> fromNothing(StateDirectory state, ProgressLine progress)
            throws StateException {
        Optional<Path> aside = state.setAside(Instant.now());
        progress.println(
                aside.map(
                                folder ->
                                        "Starting afresh. Earlier state is set aside in "
                                                + folder
                                                + ".")
                        .orElse(
                                "Starting afresh. There is no earlier state in "
                                        + state.path()
                                        + "."));
        return Optional.empty();
    }

    private static Optional<Checkpoint> resume(StateDirectory state, ProgressLine progress)
            throws StateException {
        AtomicBoolean skipped = new AtomicBoolean();
        Optional<Checkpoint> newest =
                state.newest(
                        reason -> {
                            progress.println("Skipped: " + reason + ".");
                            skipped.set(true);
                        });
        if (newest.isPresent()) {
            state.removeSuperseded();
            progress.println(
                    String.format(
                            "Resuming from %s, %s old.",
                            newest.get(), newest.get().age(Instant.now())));
        } else {
            progress.println("Starting without earlier state in " + state.path() + ".");
            if (skipped.get()) {
                setDamagedAside(state, progress);
            }
        }
        return newest;
    }

    private static void setDamagedAside(StateDirectory state, ProgressLine progress)
            throws StateException {
        state.setAside(Instant.now())
                .ifPresent(folder -> progress.println("What is damaged is now in " + folder + "."));
    }

    private static EmbeddedJob start(KeptState state, WeirConfiguration configuration)
            throws CommandFailure {
        try {
            return EmbeddedJob.start(
                    "weir",
                    configuration.pipeline(),
                    state,
                    environment -> WeirJob.define(environment, configuration));
        } catch (IOException e) {
            throw failedToStart(state.from(), e);
        }
    }

    private static void awaitStart(EmbeddedJob job, Optional<Checkpoint> from)
            throws CommandFailure, InterruptedException, TimeoutException {
        try {
            job.awaitRunning(START_TIMEOUT);
        } catch (ExecutionException e) {
            throw failedToStart(from, e);
        }
    }

    private static CommandFailure failedToStart(Optional<Checkpoint> from, Exception failure) {
        String reason = FailureText.of(failure);
        return new CommandFailure(
                from.map(
                                checkpoint ->
                                        String.format(
                                                "The job could not go on from %s in %s: %s%nIf the"
                                                    + " reason is the state, run the version that"
                                                    + " wrote it, or start anew with --fresh. The"
                                                    + " state is left as it is.",
                                                checkpoint, checkpoint.folder(), reason))
                        .orElse("The job could not be started: " + reason),
                failure);
    }

    /** Without closing windows: one that is written while half full would be written again. */
    private void suspend(EmbeddedJob job, StateDirectory state, ProgressLine progress)
            throws CommandFailure, InterruptedException {
        progress.println("Stopping: writing what was received, and saving the state.");
        try {
            Path savepoint = job.suspend(state, STOP_TIMEOUT);
            state.removeEarlier(savepoint);
            progress.println("Saved in " + savepoint + "; the next start goes on from there.");
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailure(
                    "The state could not be saved: "
                            + FailureText.of(e)
                            + System.lineSeparator()
                            + "The next start goes on from the newest checkpoint in "
                            + state.path()
                            + ".",
                    e);
        } finally {
            spec.commandLine().getOut().println(Balance.of(job.counters()).toJson());
        }
    }

    private static void requirePortsFree(WeirConfiguration configuration)
            throws CommandFailure, InterruptedException {
        List<Check> ports = new ArrayList<>(Check.ofPorts(configuration.listen()));
        ports.addAll(Check.ofPorts(configuration.listen(), configuration.tcp()));
        RequiredChecks.pass(ports);
    }

    private static boolean reachKafka(
            WeirConfiguration configuration, StopSignal stop, ProgressLine progress)
            throws CommandFailure, InterruptedException {
        try {
            Map<String, Integer> partitions =
                    WeirJob.prepareTopics(configuration, progress::println, stop::isRequested);
            partitions.forEach(
                    (topic, count) -> progress.println(describe(configuration, topic, count)));
            return !partitions.isEmpty();
        } catch (KafkaUnavailableException e) {
            throw new CommandFailure(e.getMessage(), e);
        } catch (KafkaException e) {
            throw new CommandFailure(KafkaTopics.describe(e), e);
        }
    }

    private static String describe(WeirConfiguration configuration, String topic, int partitions) {
        boolean reads =
                configuration.pipeline().role() == Role.ANALYSIS
                        && topic.equals(configuration.kafka().rawTopic());
        return String.format(
                "%s the topic %s of Kafka %s, %d partitions.",
                reads ? "Reading from" : "Writing to",
                topic,
                configuration.kafka().servers(),
                partitions);
    }

    private static void awaitInput(
            EmbeddedJob job, WeirConfiguration configuration, ProgressLine progress)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (configuration.pipeline().role().receives()) {
            job.awaitListening(START_TIMEOUT);
            progress.println("Listening on UDP ports " + configuration.listen().udp() + ".");
            if (configuration.tcp().isEnabled()) {
                progress.println("Listening on TCP ports " + configuration.tcp().allPorts() + ".");
            }
        } else {
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

    private static void watch(
            EmbeddedJob job,
            StateDirectory state,
            Role role,
            StopSignal stop,
            ProgressLine progress)
            throws ExecutionException, InterruptedException {
        Path own = state.path().resolve(job.id());
        Balance before = Balance.of(job.counters());
        while (job.isRunning() && !stop.await(PROGRESS_INTERVAL)) {
            Balance now = Balance.of(job.counters());
            progress.show(role.analyses() ? analysed(before, now) : collected(before, now));
            before = now;
            state.removeEarlier(own);
        }
        if (!job.isRunning()) {
            job.result().get();
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
