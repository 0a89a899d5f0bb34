package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import javax.annotation.Nullable;

/** What the operator calls a VLAN. */
final class VlanName {

    private static final int MAX_VLAN = 4_095;

    private VlanName() {}

    @Nullable
    static String of(FlowView flow, FlowField field) {
        long vlan = flow.getOr(field, -1);
        return vlan < 0 || vlan > MAX_VLAN
                ? null
                : flow.flows()
                        .names()
                        .vlan(flow.batch().exporterHigh(), flow.batch().exporterLow(), (int) vlan);
    }
}
