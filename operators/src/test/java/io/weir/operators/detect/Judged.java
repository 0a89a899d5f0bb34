package io.weir.operators.detect;

import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.util.List;

/** What a detection makes of evidence. */
final class Judged {

    private Judged() {}

    static List<Finding> of(Detection detection, Evidence... evidence) throws Exception {
        try (var harness =
                Harnesses.keyed(
                        new EvidenceDetector(List.of(detection)),
                        Evidence::suspect,
                        DetectSerializers.SUSPECT,
                        DetectSerializers.FINDING,
                        new RecordedMetrics())) {
            harness.open();
            for (Evidence each : evidence) {
                harness.processElement(each, each.firstReceivedMillis());
            }
            harness.processWatermark(evidence[evidence.length - 1].endMillis());
            return List.copyOf(Harnesses.values(harness));
        }
    }
}
