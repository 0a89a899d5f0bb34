package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.PacketFields;
import io.weir.job.documents.fields.TrafficFields;
import io.weir.operators.enrich.names.IcmpNames;
import io.weir.operators.enrich.names.TrafficClass;

/** What was in the headers of the packets. */
final class PacketSection implements Section {

    private final KeptMembers trafficClass =
            new KeptMembers(PacketFields.DSCP.object(), 1 << 8, PacketSection::writeTrafficClass);

    private static void writeTrafficClass(FieldJson json, int tos) {
        json.put(TrafficFields.TOS, tos);
        json.put(PacketFields.DSCP, TrafficClass.dscp(tos));
        json.put(PacketFields.DSCP_NAME, TrafficClass.dscpName(tos));
        json.put(PacketFields.ECN, TrafficClass.ecnName(tos));
    }

    @Override
    public void write(FlowView flow, FieldJson json) {
        if (flow.has(FlowField.TOS)) {
            trafficClass.write((int) flow.get(FlowField.TOS) & 0xff, json);
        }
        json.put(PacketFields.POST_TOS, flow, FlowField.POST_TOS);
        writeIcmp(flow, json);
        json.put(PacketFields.MIN_TTL, flow, FlowField.MIN_TTL);
        json.put(PacketFields.MAX_TTL, flow, FlowField.MAX_TTL);
        json.put(PacketFields.MIN_LENGTH, flow, FlowField.MIN_PACKET_LENGTH);
        json.put(PacketFields.MAX_LENGTH, flow, FlowField.MAX_PACKET_LENGTH);
        json.put(PacketFields.FRAGMENT_ID, flow, FlowField.FRAGMENT_ID);
        json.put(PacketFields.FRAGMENT_OFFSET, flow, FlowField.FRAGMENT_OFFSET);
        json.put(PacketFields.FRAGMENT_FLAGS, flow, FlowField.FRAGMENT_FLAGS);
        json.put(PacketFields.IPV6_FLOW_LABEL, flow, FlowField.IPV6_FLOW_LABEL);
    }

    private static void writeIcmp(FlowView flow, FieldJson json) {
        if (!flow.has(FlowField.ICMP_TYPE)) {
            return;
        }
        int protocol = flow.protocol();
        int type = flow.port(FlowField.ICMP_TYPE);
        int code = flow.port(FlowField.ICMP_CODE);
        json.put(PacketFields.ICMP_TYPE, flow, FlowField.ICMP_TYPE);
        json.put(PacketFields.ICMP_TYPE_NAME, IcmpNames.type(protocol, type));
        json.put(PacketFields.ICMP_CODE, flow, FlowField.ICMP_CODE);
        json.put(PacketFields.ICMP_CODE_NAME, IcmpNames.code(protocol, type, code));
    }
}
