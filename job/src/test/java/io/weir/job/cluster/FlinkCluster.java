package io.weir.job.cluster;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.runtime.checkpoint.CheckpointStatsCounts;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A Flink cluster in a process of its own, and what {@code flink run --detached JAR ARGUMENTS…}
 * does to it: the jar's main runs in a class loader of its own, the jar goes to the cluster over
 * REST, and the tasks load their classes from there, child first.
 *
 * <p>Prints {@code submitted} when the cluster has the job. The line {@value #LOSE_TASK_MANAGER} on
 * its standard input kills a TaskManager after the next checkpoints and starts another one; when
 * all tasks run again it prints {@value #RECOVERED} and how many it has lost by then. When its
 * standard input ends it cancels the job, and prints the state in which the job ended.
 */
public final class FlinkCluster {

    static final String LOSE_TASK_MANAGER = "lose a TaskManager";
    static final String RECOVERED = "recovered, lost: ";

    private static final String JOB_CLASS = "io.weir.job.WeirJob";
    private static final long POLL_MILLIS = 50;

    /** The first may have begun before, the second comes after all that was sent before. */
    private static final int CHECKPOINTS = 2;

    private FlinkCluster() {}

    /** Takes the jar and the arguments of its main. */
    public static void main(String[] arguments) throws Exception {
        requireNothingOfTheJobOnTheClassPath();
        MiniClusterConfiguration configuration =
                new MiniClusterConfiguration.Builder()
                        .setNumTaskManagers(2)
                        .setNumSlotsPerTaskManager(1)
                        .setConfiguration(new Configuration().set(RestOptions.PORT, 0))
                        .build();
        MiniCluster cluster = new MiniCluster(configuration);
        try {
            cluster.start();
            submit(
                    cluster,
                    new File(arguments[0]),
                    Arrays.copyOfRange(arguments, 1, arguments.length));
            JobID job = cluster.listJobs().get().iterator().next().getJobId();
            System.out.println("submitted");
            obey(cluster, job);
            cluster.cancelJob(job).get();
            System.out.println(ended(cluster, job));
        } finally {
            cluster.close();
        }
    }

    /** Otherwise the test would say nothing of the jar. */
    private static void requireNothingOfTheJobOnTheClassPath() {
        try {
            Class.forName(JOB_CLASS);
        } catch (ClassNotFoundException expected) {
            return;
        }
        throw new IllegalStateException("The cluster's class path has " + JOB_CLASS + ".");
    }

    private static void submit(MiniCluster cluster, File jar, String[] arguments) throws Exception {
        Configuration client =
                new Configuration()
                        .set(DeploymentOptions.TARGET, RemoteExecutor.NAME)
                        .set(DeploymentOptions.ATTACHED, false)
                        .set(JobManagerOptions.ADDRESS, "localhost")
                        .set(RestOptions.ADDRESS, cluster.getRestAddress().get().getHost())
                        .set(RestOptions.PORT, cluster.getRestAddress().get().getPort());
        try (PackagedProgram program =
                PackagedProgram.newBuilder()
                        .setJarFile(jar)
                        .setArguments(arguments)
                        .setConfiguration(client)
                        .build()) {
            client.set(
                    PipelineOptions.JARS,
                    program.getJobJarAndDependencies().stream().map(Object::toString).toList());
            ClientUtils.executeProgram(
                    new DefaultExecutorServiceLoader(), client, program, false, false);
        }
    }

    private static void obey(MiniCluster cluster, JobID job) throws Exception {
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int lost = 0;
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals(LOSE_TASK_MANAGER)) {
                loseTaskManager(cluster, job, lost++);
                System.out.println(RECOVERED + lost);
            }
        }
    }

    /**
     * @param number of the TaskManager, in the order that they were started
     */
    private static void loseTaskManager(MiniCluster cluster, JobID job, int number)
            throws Exception {
        long restored = restores(cluster, job);
        long wanted = checkpoints(cluster, job) + CHECKPOINTS;
        while (checkpoints(cluster, job) < wanted) {
            Thread.sleep(POLL_MILLIS);
        }
        cluster.terminateTaskManager(number).get();
        cluster.startTaskManager();
        while (restores(cluster, job) == restored || !allTasksRun(cluster, job)) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static long checkpoints(MiniCluster cluster, JobID job) throws Exception {
        return counts(cluster, job).getNumberOfCompletedCheckpoints();
    }

    private static long restores(MiniCluster cluster, JobID job) throws Exception {
        return counts(cluster, job).getNumberOfRestoredCheckpoints();
    }

    private static CheckpointStatsCounts counts(MiniCluster cluster, JobID job) throws Exception {
        return cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot().getCounts();
    }

    private static boolean allTasksRun(MiniCluster cluster, JobID job) throws Exception {
        for (AccessExecutionVertex task :
                cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    private static JobStatus ended(MiniCluster cluster, JobID job) throws Exception {
        JobStatus status = cluster.getJobStatus(job).get();
        while (!status.isGloballyTerminalState()) {
            Thread.sleep(POLL_MILLIS);
            status = cluster.getJobStatus(job).get();
        }
        return status;
    }
}
