package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.RoutingFields;

/** Which way the exporter sent it on. */
final class RoutingSection implements Section {

    @Override
    public void write(FlowView flow, FieldJson json) {
        json.putAddress(RoutingFields.NEXT_HOP, flow, FlowField.NEXT_HOP);
        json.putAddress(RoutingFields.BGP_NEXT_HOP, flow, FlowField.BGP_NEXT_HOP);
        json.put(RoutingFields.BGP_VALID_STATE, flow, FlowField.BGP_VALIDITY_STATE);
        writeAs(RoutingFields.BGP_NEXT_AS, flow, FlowField.BGP_NEXT_AS, json);
        writeAs(RoutingFields.BGP_PREVIOUS_AS, flow, FlowField.BGP_PREVIOUS_AS, json);
        json.put(RoutingFields.SOURCE_MASK, flow, FlowField.SOURCE_PREFIX_LENGTH);
        json.put(RoutingFields.DESTINATION_MASK, flow, FlowField.DESTINATION_PREFIX_LENGTH);
    }

    /** AS 0 says that the exporter does not know (RFC 7607). */
    private static void writeAs(Field field, FlowView flow, FlowField column, FieldJson json) {
        if (flow.getOr(column, 0) != 0) {
            json.putAsText(field, flow, column);
        }
    }
}
