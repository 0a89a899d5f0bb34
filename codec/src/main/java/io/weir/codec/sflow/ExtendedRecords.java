package io.weir.codec.sflow;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowField;

/**
 * The records that say what a switch or router knows of the sampled packet beside its bytes. None
 * of them says anything of the IP version: the type of a next hop is that of the next hop.
 */
final class ExtendedRecords {

    private static final int MAX_VLAN = 4094;
    private static final int VLAN_BITS = 0x0fff;
    private static final int MAX_PRIORITY = 7;
    private static final int TTL_BITS = 8;

    private ExtendedRecords() {}

    /**
     * The VLAN as the packet came and as it left. Agents send 0 or all ones for a VLAN they do not
     * know.
     *
     * <pre>
     * | VLAN in | priority in | VLAN out | priority out |
     * </pre>
     */
    static void readSwitch(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        long vlan = in.uint32();
        long priority = in.uint32();
        long postVlan = in.uint32();
        in.uint32(); // the priority as the packet left
        if (isVlan(vlan) && !flow.has(FlowField.VLAN)) {
            flow.set(FlowField.VLAN, vlan);
            if (priority <= MAX_PRIORITY) {
                flow.fill(FlowField.VLAN_PRIORITY, priority);
            }
        }
        if (isVlan(postVlan)) {
            flow.fill(FlowField.POST_VLAN, postVlan);
        }
    }

    private static boolean isVlan(long id) {
        return id >= 1 && id <= MAX_VLAN;
    }

    /**
     * The VLAN tags that were stripped from the packet, from the outermost on: the first of them is
     * the VLAN of the flow, and the tag that the header still has is that of the customer.
     *
     * <pre>
     * | tags | type (16) and tag control (16) of each |
     * </pre>
     */
    static void readVlanTunnel(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        int tags = in.count(Integer.BYTES);
        if (tags == 0) {
            return;
        }
        long outer = in.uint32() & VLAN_BITS;
        if (tags > 1) {
            flow.set(FlowField.CUSTOMER_VLAN, in.uint32() & VLAN_BITS);
        } else if (flow.has(FlowField.VLAN)) {
            flow.set(FlowField.CUSTOMER_VLAN, flow.get(FlowField.VLAN));
        }
        flow.set(FlowField.VLAN, outer);
    }

    /**
     *
     *
     * <pre>
     * | next hop (type, address) | prefix length of the source | of the destination |
     * </pre>
     */
    static void readRouter(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        flow.fillAddress(FlowField.NEXT_HOP, in);
        flow.fill(FlowField.SOURCE_PREFIX_LENGTH, in.uint32());
        flow.fill(FlowField.DESTINATION_PREFIX_LENGTH, in.uint32());
    }

    /**
     * BGP. The destination's AS is the last of the path, and its neighbour the first; the path is
     * empty for a destination within the agent's own AS. Communities are not part of a flow.
     *
     * <pre>
     * | next hop (type, address) | AS of the router | AS of the source | AS of its peer |
     * | segments | of each: type | length | ASes |
     * | communities | each | local preference |
     * </pre>
     */
    static void readGateway(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        flow.fillAddress(FlowField.BGP_NEXT_HOP, in);
        in.uint32(); // the router's own AS
        flow.fill(FlowField.SOURCE_AS, in.uint32());
        flow.fill(FlowField.BGP_PREVIOUS_AS, in.uint32());
        int segments = in.count(2 * Integer.BYTES);
        for (int segment = 0; segment < segments; segment++) {
            in.uint32(); // a set or a sequence
            int length = in.count(Integer.BYTES);
            for (int i = 0; i < length; i++) {
                long autonomousSystem = in.uint32();
                flow.fill(FlowField.BGP_NEXT_AS, autonomousSystem);
                flow.set(FlowField.DESTINATION_AS, autonomousSystem);
            }
        }
    }

    /**
     *
     *
     * <pre>
     * | character set | user of the source | character set | user of the destination |
     * </pre>
     */
    static void readUser(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        for (int side = 0; side < 2; side++) {
            in.uint32(); // the character set: text is read as UTF-8
            int length = in.length();
            flow.fillSlice(FlowField.USER_NAME, in.skip(length), length);
        }
    }

    /**
     *
     *
     * <pre>
     * | next hop (type, address) | labels as received | labels as sent |
     * </pre>
     */
    static void readMpls(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        flow.fillAddress(FlowField.MPLS_TOP_LABEL_ADDRESS, in);
        for (int stack = 0; stack < 2; stack++) {
            // The labels of the header, or as received, or else as sent: never mixed.
            boolean known = flow.has(FlowField.MPLS_LABEL_1);
            int labels = in.count(Integer.BYTES);
            for (int i = 0; i < labels; i++) {
                long entry = in.uint32();
                if (!known && i < FlowField.MPLS_LABELS.size()) {
                    flow.set(FlowField.MPLS_LABELS.get(i), entry >>> TTL_BITS);
                }
            }
        }
    }

    /**
     *
     *
     * <pre>
     * | source (type, address) | destination (type, address) |
     * </pre>
     */
    static void readNat(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        flow.fillAddress(FlowField.POST_NAT_SOURCE_ADDRESS, in);
        flow.fillAddress(FlowField.POST_NAT_DESTINATION_ADDRESS, in);
    }

    /**
     *
     *
     * <pre>
     * | source port | destination port |
     * </pre>
     */
    static void readNatPorts(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        flow.fill(FlowField.POST_NAT_SOURCE_PORT, in.uint32());
        flow.fill(FlowField.POST_NAT_DESTINATION_PORT, in.uint32());
    }

    /**
     * The radio of an access point, as received or sent; what follows is not part of a flow.
     *
     * <pre>
     * | SSID | BSSID (8) | …
     * </pre>
     */
    static void readWlan(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        int length = in.length();
        flow.fillSlice(FlowField.WLAN_SSID, in.skip(length), length);
        flow.fill(FlowField.WLAN_ACCESS_POINT_MAC, in.mac());
    }

    /**
     * The header around the packet before or behind the agent, as a sampled IPv4 record has it.
     *
     * <pre>
     * | length | protocol | source | destination | …
     * </pre>
     */
    static void readIpv4Tunnel(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        in.uint32();
        flow.fill(FlowField.TUNNEL_PROTOCOL, in.uint32());
        flow.fillIpv4(FlowField.TUNNEL_SOURCE_ADDRESS, in);
        flow.fillIpv4(FlowField.TUNNEL_DESTINATION_ADDRESS, in);
    }

    /** As {@link #readIpv4Tunnel}, with IPv6 addresses. */
    static void readIpv6Tunnel(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        in.uint32();
        flow.fill(FlowField.TUNNEL_PROTOCOL, in.uint32());
        flow.fillIpv6(FlowField.TUNNEL_SOURCE_ADDRESS, in);
        flow.fillIpv6(FlowField.TUNNEL_DESTINATION_ADDRESS, in);
    }

    /** The identifier of a virtual network. */
    static void readVni(XdrReader in, FlowRow flow) throws MalformedDatagramException {
        flow.fill(FlowField.TUNNEL_ID, in.uint32());
    }
}
