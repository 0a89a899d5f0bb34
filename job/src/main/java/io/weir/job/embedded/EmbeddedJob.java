package io.weir.job.embedded;

import io.weir.job.config.PipelineConfiguration;
import io.weir.udp.metrics.UdpMetric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FileUtils;

/**
 * A job that runs on a Flink in this process. Its checkpoints go to a temporary folder that is
 * removed when the job is closed.
 */
public final class EmbeddedJob implements AutoCloseable {

    private static final long POLL_MILLIS = 50;
    private static final long CANCEL_SECONDS = 10;

    private final JobClient client;
    private final JobCounters counters;
    private final Path folder;
    private final CompletableFuture<JobExecutionResult> result;

    private EmbeddedJob(JobClient client, JobCounters counters, Path folder) {
        this.client = client;
        this.counters = counters;
        this.folder = folder;
        this.result = client.getJobExecutionResult();
    }

    /**
     * Starts a job.
     *
     * @param graph adds the operators to the environment
     * @throws IOException if there is no room for its files
     */
    public static EmbeddedJob start(
            String name, PipelineConfiguration pipeline, Consumer<StreamExecutionEnvironment> graph)
            throws IOException {
        Path folder = Files.createTempDirectory("weir-");
        try {
            Configuration flink = configuration(folder);
            JobCounters counters = CountersReporterFactory.register(flink);
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.createLocalEnvironment(parallelism(pipeline), flink);
            graph.accept(environment);
            return new EmbeddedJob(environment.executeAsync(name), counters, folder);
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
        flink.set(JobManagerOptions.ADDRESS, "localhost");
        flink.set(TaskManagerOptions.HOST, "localhost");
        return flink;
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
     * @throws TimeoutException if they do not in time, or the job has ended
     */
    public void awaitListening(Duration timeout) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (counters.sum(UdpMetric.RECEIVE_BUFFER_BYTES.id()) == 0) {
            if (!isRunning() || System.nanoTime() > deadline) {
                throw new TimeoutException("The job did not listen within " + timeout + ".");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /**
     * Waits until all tasks run.
     *
     * @throws TimeoutException if they do not in time, or the job has ended
     */
    public void awaitRunning(Duration timeout) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!client.getJobStatus().handle(EmbeddedJob::isRunningStatus).join()) {
            if (!isRunning() || System.nanoTime() > deadline) {
                throw new TimeoutException("The job did not run within " + timeout + ".");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static boolean isRunningStatus(JobStatus status, Throwable failure) {
        return status == JobStatus.RUNNING;
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
                        false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .thenCombine(result, (savepoint, ended) -> savepoint);
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
