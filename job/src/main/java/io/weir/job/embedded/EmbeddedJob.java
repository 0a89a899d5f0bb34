package io.weir.job.embedded;

import static org.apache.flink.runtime.execution.ExecutionState.RUNNING;

import io.weir.job.config.PipelineConfiguration;
import io.weir.job.state.FlinkPath;
import io.weir.job.state.StateDirectory;
import io.weir.udp.metrics.UdpMetric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FileUtils;

/**
 * A job that runs on a Flink in this process. Its checkpoints go to a temporary folder that is
 * removed when the job is closed, or to one where they are kept for the next.
 */
public final class EmbeddedJob implements AutoCloseable {

    private static final long POLL_MILLIS = 50;
    private static final long CANCEL_SECONDS = 10;

    /** What comes by UDP while the job waits to start again is lost. */
    private static final Duration FIRST_RESTART_AFTER = Duration.ofSeconds(1);

    private static final Duration RESTART_AFTER_AT_MOST = Duration.ofSeconds(30);
    private static final Duration HEALTHY_AFTER = Duration.ofMinutes(10);

    private final MiniCluster cluster;
    private final JobClient client;
    private final JobCounters counters;
    private final Path folder;
    private final CompletableFuture<JobExecutionResult> result;

    private EmbeddedJob(MiniCluster cluster, JobClient client, JobCounters counters, Path folder) {
        this.cluster = cluster;
        this.client = client;
        this.counters = counters;
        this.folder = folder;
        this.result = client.getJobExecutionResult();
    }

    /**
     * Starts a job of which nothing remains.
     *
     * @param graph adds the operators to the environment
     * @throws IOException if there is no room for its files
     */
    public static EmbeddedJob start(
            String name, PipelineConfiguration pipeline, Consumer<StreamExecutionEnvironment> graph)
            throws IOException {
        return start(name, pipeline, Optional.empty(), graph);
    }

    /**
     * Starts a job whose checkpoints are kept.
     *
     * @param graph adds the operators to the environment
     * @throws IOException if there is no room for its files, or Flink refuses the state
     */
    public static EmbeddedJob start(
            String name,
            PipelineConfiguration pipeline,
            KeptState state,
            Consumer<StreamExecutionEnvironment> graph)
            throws IOException {
        return start(name, pipeline, Optional.of(state), graph);
    }

    private static EmbeddedJob start(
            String name,
            PipelineConfiguration pipeline,
            Optional<KeptState> state,
            Consumer<StreamExecutionEnvironment> graph)
            throws IOException {
        Path folder = Files.createTempDirectory("weir-");
        try {
            Configuration flink = configuration(folder);
            if (!pipeline.checkpointInterval().isZero()) {
                restartAfterFailures(flink);
            }
            state.ifPresent(kept -> kept.configure(flink));
            JobCounters counters = CountersReporterFactory.register(flink);
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.createLocalEnvironment(parallelism(pipeline), flink);
            graph.accept(environment);
            StreamGraph stages = environment.getStreamGraph();
            stages.setJobName(name);
            JobGraph job = stages.getJobGraph();
            state.ifPresent(kept -> kept.tellWhatIsDropped(job));
            MiniCluster cluster = startCluster(flink, job.getMaximumParallelism());
            return new EmbeddedJob(cluster, submit(cluster, job), counters, folder);
        } catch (Exception e) {
            delete(folder);
            throw new IOException("The job could not be started: " + e.getMessage(), e);
        }
    }

    private static int parallelism(PipelineConfiguration pipeline) {
        int cores = Runtime.getRuntime().availableProcessors();
        int wanted = pipeline.parallelism() == 0 ? cores : pipeline.parallelism();
        return Math.min(wanted, pipeline.maxParallelism());
    }

    private static Configuration configuration(Path folder) {
        Configuration flink = new Configuration();
        flink.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(RestOptions.ADDRESS, "localhost");
        flink.set(RestOptions.BIND_ADDRESS, "localhost");
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(JobManagerOptions.ADDRESS, "localhost");
        flink.set(TaskManagerOptions.HOST, "localhost");
        return flink;
    }

    /** For ever, but ever more slowly; a job that ran well for a while starts from the front. */
    private static void restartAfterFailures(Configuration flink) {
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                FIRST_RESTART_AFTER);
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                RESTART_AFTER_AT_MOST);
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                HEALTHY_AFTER);
    }

    private static MiniCluster startCluster(Configuration flink, int slots) throws Exception {
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(flink)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                                .build());
        cluster.start();
        return cluster;
    }

    /** Returns when the job's state is found to fit; its tasks may still be starting. */
    private static JobClient submit(MiniCluster cluster, JobGraph job) throws Exception {
        ClassLoader classes = Thread.currentThread().getContextClassLoader();
        try {
            JobID id = cluster.submitJob(job).get().getJobID();
            ClientUtils.waitUntilJobInitializationFinished(
                    () -> cluster.getJobStatus(id).get(),
                    () -> cluster.requestJobResult(id).get(),
                    classes);
            return new MiniClusterJobClient(
                    id, cluster, classes, JobFinalizationBehavior.SHUTDOWN_CLUSTER);
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    /** The name of the job's folder among checkpoints that are kept. */
    public String id() {
        return client.getJobID().toHexString();
    }

    public JobCounters counters() {
        return counters;
    }

    /** Whether the job has neither ended nor failed. */
    public boolean isRunning() {
        return !result.isDone();
    }

    /** Completes when the job has ended, exceptionally if it failed. */
    public CompletableFuture<JobExecutionResult> result() {
        return result;
    }

    /**
     * Waits until the sources listen.
     *
     * @throws ExecutionException if the job fails before, with the reason
     * @throws TimeoutException if they do not in time, or the job has ended
     */
    public void awaitListening(Duration timeout)
            throws ExecutionException, InterruptedException, TimeoutException {
        await("listen", timeout, () -> counters.sum(UdpMetric.RECEIVE_BUFFER_BYTES.id()) > 0);
    }

    /**
     * Waits until all tasks run, with the state that they had.
     *
     * @throws ExecutionException if the job fails before, with the reason
     * @throws TimeoutException if they do not in time, or the job has ended
     */
    public void awaitRunning(Duration timeout)
            throws ExecutionException, InterruptedException, TimeoutException {
        await("run", timeout, this::allTasksRun);
    }

    private void await(String what, Duration timeout, BooleanSupplier condition)
            throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            throwFailure();
            if (!isRunning() || System.nanoTime() > deadline) {
                throw new TimeoutException("The job did not " + what + " within " + timeout + ".");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean allTasksRun() {
        return executionGraph()
                .map(AccessExecutionGraph::getAllExecutionVertices)
                .map(
                        vertices ->
                                StreamSupport.stream(vertices.spliterator(), false)
                                        .allMatch(v -> v.getExecutionState() == RUNNING))
                .orElse(false);
    }

    /** A job that fails starts again by itself: this tells of it all the same. */
    private void throwFailure() throws ExecutionException, InterruptedException {
        if (result.isCompletedExceptionally()) {
            result.get();
        }
        Optional<ErrorInfo> failure = executionGraph().map(AccessExecutionGraph::getFailureInfo);
        if (failure.isPresent()) {
            throw new ExecutionException(failure.get().getException());
        }
    }

    /** Empty once the job has ended. */
    private Optional<AccessExecutionGraph> executionGraph() {
        return cluster.getExecutionGraph(client.getJobID())
                .<Optional<AccessExecutionGraph>>handle((graph, gone) -> Optional.ofNullable(graph))
                .join();
    }

    /**
     * Stops an unbounded job where it stands, so that another can go on from there. Fails if not
     * all tasks run yet.
     *
     * @param savepoints takes a new folder with the savepoint
     * @return completes with the savepoint's address when the job has ended
     */
    public CompletableFuture<String> suspend(Path savepoints) {
        return client.stopWithSavepoint(
                        false, FlinkPath.of(savepoints), SavepointFormatType.CANONICAL)
                .thenCombine(result, (savepoint, ended) -> savepoint);
    }

    /**
     * Stops an unbounded job where it stands, so that another can go on from there.
     *
     * @return the savepoint
     * @throws ExecutionException if the job fails on this, or is about to start again after a
     *     failure: another can go on from its newest checkpoint then
     * @throws TimeoutException if it does not end in time
     */
    public Path suspend(StateDirectory state, Duration timeout)
            throws ExecutionException, InterruptedException, TimeoutException {
        String savepoint = suspend(state.path()).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return FlinkPath.toPath(savepoint);
    }

    /**
     * Ends an unbounded job without losing what it has: the source stops, all windows close, all
     * sinks flush.
     *
     * @throws ExecutionException if the job failed, or fails on this
     * @throws TimeoutException if it does not end in time
     */
    public void drain(Duration timeout)
            throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (isRunning() && !stopWithSavepoint(timeout)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("The job did not start all of its tasks in time.");
            }
            Thread.sleep(POLL_MILLIS);
        }
        result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns false if the job cannot be stopped yet because it is only starting. */
    private boolean stopWithSavepoint(Duration timeout)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            client.stopWithSavepoint(
                            true,
                            folder.resolve("savepoint").toUri().toString(),
                            SavepointFormatType.CANONICAL)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (isStarting(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isStarting(ExecutionException failure) {
        return ExceptionUtils.findThrowable(failure, CheckpointException.class)
                .map(CheckpointException::getCheckpointFailureReason)
                .filter(CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING::equals)
                .isPresent();
    }

    /** Cancels the job if it still runs, and removes its files. */
    @Override
    public void close() {
        if (isRunning()) {
            client.cancel()
                    .thenCompose(cancelled -> result)
                    .handle((ended, failed) -> null)
                    .completeOnTimeout(null, CANCEL_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        delete(folder);
    }

    /** The cluster removes files of its own at the same time: this does not mind. */
    private static void delete(Path folder) {
        try {
            FileUtils.deleteDirectory(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " is left behind.", e);
        }
    }
}
