package io.weir.benchmarks.detections;

import io.weir.benchmarks.detections.SpoofedSyns.Victims;
import io.weir.benchmarks.embedded.Heap;
import io.weir.job.embedded.JobCounters;
import io.weir.operators.detect.AlertLifecycle;
import io.weir.operators.detect.EvidenceDetector;
import io.weir.operators.detect.EvidencePreAggregator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a flood of SYNs from forged addresses does to the detections. */
@Command(
        name = "pressure",
        mixinStandardHelpOptions = true,
        description =
                "Floods all built-in detections with SYNs from random addresses, as fast as it"
                        + " goes, and says where each flow is. Fails if one is in no account.")
final class PressureCommand implements Callable<Integer> {

    @Option(
            names = "--flows",
            defaultValue = "60000000",
            description = "Of each run. Default: ${DEFAULT-VALUE}.")
    private long flows;

    @Option(
            names = "--rate",
            defaultValue = "1000000",
            description = "Flows per second of event time. Default: ${DEFAULT-VALUE}.")
    private long rate;

    @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of Weir.")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws Exception {
        DetectionJob job = new DetectionJob(settings, parallelism);
        run(job, Victims.ONE, flows / 10);
        System.out.println(
                "| SYNs to | million flows/s | flows in | out | evidence | told | dropped |"
                        + " refused by state | late | unexplained | most suspects in state |"
                        + " MiB alive before | at most | after | alerts |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        boolean isAllExplained = true;
        for (Victims victims : Victims.values()) {
            long before = Heap.alive();
            try (Heap heap = Heap.watched()) {
                DetectionRun run = run(job, victims, flows);
                isAllExplained &= unexplained(run.counters()) == 0;
                System.out.println(row(victims, run, before, heap.most(), Heap.alive()));
            }
        }
        return isAllExplained ? 0 : 1;
    }

    private DetectionRun run(DetectionJob job, Victims victims, long count) throws Exception {
        return job.runDetecting(count / SpoofedSyns.ROWS, new SpoofedSyns(victims, rate));
    }

    /** Flows that went in and not out, and evidence that was neither told nor dropped. */
    private static long unexplained(JobCounters counters) {
        return Math.abs(counters.sum(DetectionJob.FLOWS_IN) - counters.sum(DetectionJob.FLOWS_OUT))
                + Math.abs(
                        counters.sum(EvidencePreAggregator.EVIDENCE_FLOWS)
                                - counters.sum(EvidencePreAggregator.EVIDENCE_DROPPED)
                                - counters.sum(DetectionJob.FLOWS_TOLD));
    }

    private static String row(
            Victims victims, DetectionRun run, long before, long most, long after) {
        JobCounters counters = run.counters();
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d |"
                        + " %,d | %,d |",
                victims,
                run.flowsPerSecond() / 1e6,
                counters.sum(DetectionJob.FLOWS_IN),
                counters.sum(DetectionJob.FLOWS_OUT),
                counters.sum(EvidencePreAggregator.EVIDENCE_FLOWS),
                counters.sum(DetectionJob.FLOWS_TOLD),
                counters.sum(EvidencePreAggregator.EVIDENCE_DROPPED),
                counters.sum(EvidenceDetector.EVIDENCE_REFUSED),
                counters.sum(EvidenceDetector.EVIDENCE_LATE),
                unexplained(counters),
                run.suspects(),
                before >> 20,
                most >> 20,
                after >> 20,
                counters.sum(AlertLifecycle.ALERTS_OPENED));
    }
}
