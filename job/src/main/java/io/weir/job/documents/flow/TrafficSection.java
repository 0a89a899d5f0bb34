package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.TrafficFields;
import io.weir.operators.enrich.ids.FlowIds;
import io.weir.operators.enrich.ids.IdText;
import io.weir.operators.enrich.names.ForwardingStatus;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.operators.enrich.names.Registry;
import io.weir.operators.enrich.names.TcpFlags;
import io.weir.operators.enrich.networks.Locality;

/** Ids, and what kind of traffic it was. */
final class TrafficSection implements Section {

    private final FlowIds ids = new FlowIds();
    private final ConversationId conversation = new ConversationId();
    private final byte[] idText = new byte[IdText.LENGTH];
    private final KeptMembers tcpFlags =
            new KeptMembers(
                    TrafficFields.TCP_FLAGS.object(),
                    TcpFlags.COMBINATIONS,
                    TrafficSection::writeFlags);

    @Override
    public void write(FlowView flow, FieldJson json) {
        writeIds(flow, json);
        json.put(TrafficFields.DIRECTION, direction(flow));
        json.put(TrafficFields.TRAFFIC_LOCALITY, trafficLocality(flow));
        json.put(TrafficFields.SAMPLING_INTERVAL, flow, FlowField.SAMPLING_INTERVAL);
        json.put(TrafficFields.VLAN, flow, FlowField.VLAN);
        writeTcpFlags(flow, json);
        json.put(
                TrafficFields.END_REASON,
                Registry.FLOW_END_REASONS.nameOf((int) flow.getOr(FlowField.END_REASON, 0)));
        if (flow.has(FlowField.FORWARDING_STATUS)) {
            int status = (int) flow.get(FlowField.FORWARDING_STATUS) & 0xff;
            json.put(TrafficFields.FORWARDING_STATUS, ForwardingStatus.state(status));
            json.put(TrafficFields.FORWARDING_REASON, ForwardingStatus.reason(status));
        }
    }

    private void writeIds(FlowView flow, FieldJson json) {
        FlowBatch batch = flow.batch();
        int row = flow.row();
        ids.record(batch, row);
        IdText.write(ids.high(), ids.low(), idText, 0);
        json.putPlain(TrafficFields.ID, idText, IdText.LENGTH);
        if (conversation.write(batch, row, idText)) {
            json.putPlain(TrafficFields.CONVERSATION_ID, idText, IdText.LENGTH);
        }
    }

    /** NetFlow up to v7 knows no direction; Cisco exports it on ingress, as ElastiFlow says. */
    private static String direction(FlowView flow) {
        if (!flow.has(FlowField.DIRECTION)) {
            return switch (flow.batch().protocol()) {
                case NETFLOW_V1, NETFLOW_V5, NETFLOW_V7 -> "ingress";
                default -> "unspecified";
            };
        }
        long direction = flow.get(FlowField.DIRECTION);
        return direction == 0 ? "ingress" : direction == 1 ? "egress" : "undetermined";
    }

    private static String trafficLocality(FlowView flow) {
        Locality source = flow.source().locality(flow.row());
        Locality destination = flow.destination().locality(flow.row());
        return source == null && destination == null
                ? null
                : Locality.trafficLocality(source, destination);
    }

    private void writeTcpFlags(FlowView flow, FieldJson json) {
        if (flow.protocol() != IpProtocols.TCP) {
            return;
        }
        if (flow.has(FlowField.TCP_FLAGS)) {
            tcpFlags.write((int) flow.get(FlowField.TCP_FLAGS) & TcpFlags.COMBINATIONS - 1, json);
        }
        if (flow.has(FlowField.REVERSE_TCP_FLAGS)) {
            int flags = (int) flow.get(FlowField.REVERSE_TCP_FLAGS);
            json.put(TrafficFields.REVERSE_TCP_FLAGS, TcpFlags.list(flags));
        }
    }

    private static void writeFlags(FieldJson json, int flags) {
        json.put(TrafficFields.TCP_FLAGS, TcpFlags.list(flags));
        json.put(TrafficFields.TCP_FLAG_SET, TcpFlags.text(flags));
    }
}
