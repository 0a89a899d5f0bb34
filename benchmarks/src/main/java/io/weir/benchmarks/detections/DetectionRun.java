package io.weir.benchmarks.detections;

import io.weir.job.embedded.JobCounters;

/**
 * What a job took.
 *
 * @param nanos from its start to its end
 * @param cpuNanos of all threads of the process that do not compile
 * @param compilingNanos of those that do
 * @param counters of the job, at its end
 * @param suspects the most in state at any look
 */
record DetectionRun(
        long nanos, long cpuNanos, long compilingNanos, JobCounters counters, long suspects) {

    long flows() {
        return counters.sum(DetectionJob.FLOWS_IN);
    }

    double flowsPerSecond() {
        return flows() * 1e9 / nanos;
    }

    double cpuNanosPerFlow() {
        return (double) cpuNanos / flows();
    }
}
