package io.weir.codec.template;

import io.weir.codec.flow.FlowField;
import java.util.Map;

/**
 * What OUT_BYTES and OUT_PKTS count (23 and 24; IANA's postOctetDeltaCount and
 * postPacketDeltaCount).
 *
 * <ul>
 *   <li>Beside IN_BYTES, from nProbe: the way back. nProbe holds both directions of a connection in
 *       one record. It is known by ntop's elements in the template.
 *   <li>Alone in NetFlow v9: the flow itself, counted where it leaves (RFC 3954 §8, egress
 *       NetFlow).
 *   <li>Else the flow itself once more, counted after the exporter: FortiGate sends the number of
 *       IN_BYTES again, and one record for each direction. Counting it as the way back would double
 *       the traffic. It stays in fields of its own, as IPFIX means these elements.
 * </ul>
 */
final class OutCounters {

    private static final long NTOP = 35_632;

    /** NetFlow v9 field types from here on are ntop's: 57,472 and its IPFIX element. */
    private static final int FIRST_NTOP_TYPE = 57_472;

    private static final int LAST_NTOP_TYPE = 59_999;

    private OutCounters() {}

    static void place(
            Map<FlowField, ChosenField> chosen, Template template, TemplateFormat format) {
        boolean ntop = isFromNtop(template, format);
        place(chosen, FlowField.OUT_BYTES, FlowField.BYTES, FlowField.REVERSE_BYTES, ntop, format);
        place(
                chosen,
                FlowField.OUT_PACKETS,
                FlowField.PACKETS,
                FlowField.REVERSE_PACKETS,
                ntop,
                format);
    }

    private static void place(
            Map<FlowField, ChosenField> chosen,
            FlowField out,
            FlowField in,
            FlowField reverse,
            boolean ntop,
            TemplateFormat format) {
        if (!chosen.containsKey(out)) {
            return;
        }
        if (chosen.containsKey(in)) {
            if (ntop && !chosen.containsKey(reverse)) {
                chosen.put(reverse, chosen.remove(out));
            }
        } else if (format == TemplateFormat.NETFLOW_V9) {
            chosen.put(in, chosen.remove(out));
        }
    }

    private static boolean isFromNtop(Template template, TemplateFormat format) {
        for (TemplateField field : template.fields()) {
            boolean ntop =
                    format == TemplateFormat.NETFLOW_V9
                            ? field.element() >= FIRST_NTOP_TYPE
                                    && field.element() <= LAST_NTOP_TYPE
                            : field.enterprise() == NTOP;
            if (ntop) {
                return true;
            }
        }
        return false;
    }
}
