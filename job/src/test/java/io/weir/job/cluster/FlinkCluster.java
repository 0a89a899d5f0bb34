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
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A Flink cluster in a process of its own, and what {@code flink run --detached JAR ARGUMENTS…}
 * does to it: the jar's main runs in a class loader of its own, the jar goes to the cluster over
 * REST, and the tasks load their classes from there, child first.
 *
 * <p>Prints {@code submitted} when the cluster has the job; cancels it when its standard input
 * ends, and then prints the state in which the job ended.
 */
public final class FlinkCluster {

    private static final String JOB_CLASS = "io.weir.job.WeirJob";

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
            awaitEndOfInput();
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

    private static void awaitEndOfInput() throws Exception {
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            // What is said does not matter.
        }
    }

    private static JobStatus ended(MiniCluster cluster, JobID job) throws Exception {
        JobStatus status = cluster.getJobStatus(job).get();
        while (!status.isGloballyTerminalState()) {
            Thread.sleep(50);
            status = cluster.getJobStatus(job).get();
        }
        return status;
    }
}
