package io.weir.job.documents.flow;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.NetworkFields;
import io.weir.operators.enrich.ApplicationName;
import io.weir.operators.enrich.ids.CommunityId;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.operators.enrich.networks.TrafficDirection;

/** What both directions have in common. */
final class NetworkSection implements Section {

    /** That of Zeek, Suricata and others where nobody set another. */
    private static final int SEED = 0;

    private final CommunityId communityId = new CommunityId(SEED);
    private final byte[] communityIdText = new byte[CommunityId.LENGTH];

    @Override
    public void write(FlowView flow, FieldJson json) {
        json.put(NetworkFields.TYPE, type(flow));
        json.put(NetworkFields.IANA_NUMBER, flow, FlowField.PROTOCOL);
        if (flow.protocol() >= 0) {
            json.put(NetworkFields.TRANSPORT, IpProtocols.text(flow.protocol()));
        }
        json.putText(NetworkFields.APPLICATION, ApplicationName.of(flow.flows(), flow.row()));
        TrafficDirection direction = flow.flows().direction(flow.row());
        json.put(NetworkFields.DIRECTION, direction == null ? null : direction.text());
        writeCommunityId(flow, json);
        if (flow.hasBytes()) {
            json.put(NetworkFields.BYTES, flow.bytes());
        }
        if (flow.hasPackets()) {
            json.put(NetworkFields.PACKETS, flow.packets());
        }
        json.putAsText(NetworkFields.VLAN_ID, flow, FlowField.VLAN);
        json.put(NetworkFields.VLAN_NAME, VlanName.of(flow, FlowField.VLAN));
        json.putAsText(NetworkFields.INNER_VLAN_ID, flow, FlowField.CUSTOMER_VLAN);
    }

    /** Of the addresses: what exporters say of the version may be wrong. */
    private static String type(FlowView flow) {
        FlowField address =
                flow.has(FlowField.SOURCE_ADDRESS)
                        ? FlowField.SOURCE_ADDRESS
                        : FlowField.DESTINATION_ADDRESS;
        if (!flow.has(address)) {
            return null;
        }
        long high = flow.getHigh(address);
        return IpAddress.isIpv4(high, flow.get(address)) ? "ipv4" : "ipv6";
    }

    /**
     * Where a port or type that belongs into it is missing there is none: it would be another's.
     */
    private void writeCommunityId(FlowView flow, FieldJson json) {
        int protocol = flow.protocol();
        boolean hasAddresses =
                flow.has(FlowField.SOURCE_ADDRESS) && flow.has(FlowField.DESTINATION_ADDRESS);
        if (protocol < 0 || !hasAddresses) {
            return;
        }
        boolean icmp = protocol == IpProtocols.ICMP || protocol == IpProtocols.ICMPV6;
        int first = flow.port(icmp ? FlowField.ICMP_TYPE : FlowField.SOURCE_PORT);
        int second = flow.port(icmp ? FlowField.ICMP_CODE : FlowField.DESTINATION_PORT);
        if (hasPorts(protocol, icmp) && (first < 0 || second < 0)) {
            return;
        }
        communityId.write(
                flow.getHigh(FlowField.SOURCE_ADDRESS),
                flow.get(FlowField.SOURCE_ADDRESS),
                flow.getHigh(FlowField.DESTINATION_ADDRESS),
                flow.get(FlowField.DESTINATION_ADDRESS),
                protocol,
                first,
                second,
                communityIdText,
                0);
        json.putPlain(NetworkFields.COMMUNITY_ID, communityIdText, CommunityId.LENGTH);
    }

    private static boolean hasPorts(int protocol, boolean icmp) {
        return icmp
                || protocol == IpProtocols.TCP
                || protocol == IpProtocols.UDP
                || protocol == IpProtocols.SCTP;
    }
}
