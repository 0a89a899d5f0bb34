package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.duplicates.ObservationPoint;
import java.util.List;

/** Observation points as people read them. */
final class ObservationPointText {

    private ObservationPointText() {}

    /** Who reports a flow. Allocates: few flows have several. */
    static List<String> of(FlowBatch batch, int row) {
        return ObservationPoint.of(batch, row).stream().map(ObservationPointText::of).toList();
    }

    private static String of(ObservationPoint point) {
        StringBuilder text = new StringBuilder(point.exporter().toString());
        if (point.port() != 0) {
            text.append(" port ").append(point.port());
        }
        if (point.domain() != 0) {
            text.append(" domain ").append(point.domain());
        }
        if (point.isIngress()) {
            text.append(" ingress");
        }
        if (point.isEgress()) {
            text.append(" egress");
        }
        return text.toString();
    }
}
