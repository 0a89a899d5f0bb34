package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.DuplicateFields;
import io.weir.operators.FlowDirection;

/** Who else reports the flow, and whether this report counts. */
final class DuplicateSection implements Section {

    @Override
    public void write(FlowView flow, FieldJson json) {
        if (flow.has(FlowField.DUPLICATE_WAYS)) {
            writeWays(flow, json);
        }
        if (flow.has(FlowField.OBSERVATION_POINTS)) {
            json.put(DuplicateFields.POINTS, ObservationPointText.of(flow.batch(), flow.row()));
        }
    }

    private static void writeWays(FlowView flow, FieldJson json) {
        if (isDuplicate(flow)) {
            json.put(DuplicateFields.DUPLICATE, true);
        } else {
            json.put(DuplicateFields.WAY, way(flow));
        }
    }

    /** Whether none of the ways that the record reports counts. */
    static boolean isDuplicate(FlowView flow) {
        return FlowDirection.FORWARD.isDuplicate(flow.batch(), flow.row())
                && (FlowDirection.REVERSE.isDuplicate(flow.batch(), flow.row())
                        || !FlowDirection.REVERSE.isIn(flow.batch(), flow.row()));
    }

    /** Which way does not count, of a record of which the other does. */
    static String way(FlowView flow) {
        return FlowDirection.FORWARD.isDuplicate(flow.batch(), flow.row()) ? "forward" : "reverse";
    }
}
