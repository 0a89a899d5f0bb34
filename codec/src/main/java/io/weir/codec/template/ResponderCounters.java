package io.weir.codec.template;

import io.weir.codec.flow.FlowField;
import java.util.Map;

/**
 * Counters of the responder are the way back only of what the initiator sent. Beside the counters
 * of the flow they are something else: in NetStream of Huawei, type 232 is not the responder's
 * octets.
 */
final class ResponderCounters {

    private ResponderCounters() {}

    static void place(Map<FlowField, ChosenField> chosen) {
        place(chosen, FlowField.BYTES, FlowField.REVERSE_BYTES);
        place(chosen, FlowField.PACKETS, FlowField.REVERSE_PACKETS);
    }

    private static void place(
            Map<FlowField, ChosenField> chosen, FlowField forward, FlowField reverse) {
        boolean flowCounters = chosen.containsKey(forward) && !chosen.get(forward).byInitiator();
        if (flowCounters && chosen.containsKey(reverse) && chosen.get(reverse).byInitiator()) {
            chosen.remove(reverse);
        }
    }
}
