package io.weir.operators.detect;

import io.weir.operators.EnrichedHarness;
import io.weir.operators.Flows;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** A detection from flows to findings: both stages, one subtask each. */
final class DetectionUnderTest implements AutoCloseable {

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final EnrichedHarness<Evidence> sums;
    private final KeyedOneInputStreamOperatorTestHarness<Suspect, Evidence, Finding> detector;

    DetectionUnderTest(Detection detection, SieveOptions options) throws Exception {
        sums =
                Harnesses.chained(
                        new EvidencePreAggregator(List.of(detection.kind()), List.of(), options),
                        DetectSerializers.EVIDENCE,
                        metrics);
        sums.open();
        detector =
                Harnesses.keyed(
                        new EvidenceDetector(List.of(detection)),
                        Evidence::suspect,
                        DetectSerializers.SUSPECT,
                        DetectSerializers.FINDING,
                        new RecordedMetrics());
        detector.open();
    }

    void receive(Flows flows) throws Exception {
        sums.processElement(flows.batch(), flows.batch().receivedMillis());
    }

    /** What is told of suspects up to then. */
    List<Evidence> evidence(long millis) throws Exception {
        sums.processWatermark(millis);
        return Harnesses.values(sums);
    }

    /** What is found up to then. */
    List<Finding> findings(long millis) throws Exception {
        for (Evidence evidence : evidence(millis)) {
            detector.processElement(evidence, 1_000 * evidence.second());
        }
        detector.processWatermark(millis);
        return new ArrayList<>(Harnesses.values(detector));
    }

    long count(String metric) {
        return metrics.count(metric);
    }

    @Override
    public void close() throws Exception {
        sums.close();
        detector.close();
    }
}
