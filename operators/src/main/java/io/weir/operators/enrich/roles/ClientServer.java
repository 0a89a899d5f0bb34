package io.weir.operators.enrich.roles;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Which side of a flow is the client. The strongest evidence that there is decides, in the order of
 * {@link ClientReason}; something always does, with a confidence that says how much it is worth.
 *
 * <p>Thread-safe if registry and table are. Allocates nothing.
 */
public final class ClientServer {

    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;
    private static final int UDP = 17;

    /** Ports that only clients have: bootpc (RFC 2131 §4.1), dhcpv6-client (RFC 8415 §7.2). */
    private static final int DHCP_CLIENT = 68;

    private static final int DHCPV6_CLIENT = 546;

    private static final long BROADCAST = IpAddress.mappedIpv4(0xffff_ffffL);
    private static final long IPV4_MULTICAST = 0xe;
    private static final long IPV6_MULTICAST = 0xff;

    /** What a port must have more than the other one to say more than being lower. */
    private static final int TELLING_POINTS = 20;

    private static final int MOST_CONFIDENCE_OF_PORTS = 80;

    /** From here on systems choose ports for clients (RFC 6335 §6); Linux from 32768 on. */
    private static final int SYSTEM_PORTS_END = 1_024;

    private static final int LINUX_EPHEMERAL_PORTS = 32_768;
    private static final int DYNAMIC_PORTS = 49_152;

    private final PortRegistry registry;
    private final ServerTable servers;

    public ClientServer(PortRegistry registry, ServerTable servers) {
        this.registry = registry;
        this.servers = servers;
    }

    /** A {@link ClientEvidence} of the flow in this row; none only if it has no address at all. */
    public long decide(FlowBatch batch, int row) {
        boolean hasSource = batch.has(FlowField.SOURCE_ADDRESS, row);
        boolean hasDestination = batch.has(FlowField.DESTINATION_ADDRESS, row);
        if (!hasSource && !hasDestination) {
            return ClientEvidence.NONE;
        }
        long evidence = batch.getOr(FlowField.CLIENT_EVIDENCE, row, ClientEvidence.NONE);
        if (isStrong(evidence)) {
            return evidence;
        }
        int protocol = (int) batch.getOr(FlowField.PROTOCOL, row, -1);
        int sourcePort = (int) batch.getOr(FlowField.SOURCE_PORT, row, 0);
        int destinationPort = (int) batch.getOr(FlowField.DESTINATION_PORT, row, 0);
        int icmpType = (int) batch.getOr(FlowField.ICMP_TYPE, row, -1);
        return decide(
                evidence,
                hasSource ? batch.getHigh(FlowField.SOURCE_ADDRESS, row) : 0,
                hasSource ? batch.get(FlowField.SOURCE_ADDRESS, row) : 0,
                hasDestination ? batch.getHigh(FlowField.DESTINATION_ADDRESS, row) : 0,
                hasDestination ? batch.get(FlowField.DESTINATION_ADDRESS, row) : 0,
                protocol,
                sourcePort,
                destinationPort,
                icmpType);
    }

    /**
     * A {@link ClientEvidence} of a flow.
     *
     * @param evidence what the flow and earlier ones told, or {@link ClientEvidence#NONE}
     * @param protocol IANA protocol number; -1 if not known
     * @param sourcePort 0 if not known, as the destination's
     * @param icmpType of ICMP or ICMPv6; -1 if not known
     */
    public long decide(
            long evidence,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int protocol,
            int sourcePort,
            int destinationPort,
            int icmpType) {
        if (isStrong(evidence)) {
            return evidence;
        }
        long byType = ofIcmp(protocol, icmpType);
        if (byType != ClientEvidence.NONE) {
            return byType;
        }
        if (protocol == UDP && isClientPort(sourcePort) != isClientPort(destinationPort)) {
            return side(isClientPort(sourcePort), ClientReason.CLIENT_PORT);
        }
        if (isGroup(destinationHigh, destinationLow)) {
            return ClientEvidence.source(ClientReason.MULTICAST);
        }
        if (evidence != ClientEvidence.NONE) {
            return evidence;
        }
        boolean toServer = servers.hasServer(destinationHigh, destinationLow, destinationPort);
        if (toServer != servers.hasServer(sourceHigh, sourceLow, sourcePort)) {
            return side(toServer, ClientReason.APPLICATION_TABLE);
        }
        return byPorts(protocol, sourcePort, destinationPort);
    }

    private static boolean isStrong(long evidence) {
        return evidence != ClientEvidence.NONE
                && ClientEvidence.reasonCode(evidence) <= ClientReason.INITIATOR.code();
    }

    private static long ofIcmp(int protocol, int type) {
        if (type < 0) {
            return ClientEvidence.NONE;
        }
        return switch (protocol) {
            case ICMP -> IcmpRole.icmp(type);
            case ICMPV6 -> IcmpRole.icmpv6(type);
            default -> ClientEvidence.NONE;
        };
    }

    private static boolean isClientPort(int port) {
        return port == DHCP_CLIENT || port == DHCPV6_CLIENT;
    }

    /** Multicast, or the broadcast of a link (RFC 919 §7); that of a subnet looks like a host. */
    private static boolean isGroup(long high, long low) {
        if (IpAddress.isIpv4(high, low)) {
            return low == BROADCAST || (low >>> 28 & 0xf) == IPV4_MULTICAST;
        }
        return high >>> 56 == IPV6_MULTICAST;
    }

    private long byPorts(int protocol, int sourcePort, int destinationPort) {
        if (sourcePort == destinationPort) {
            return ClientEvidence.source(ClientReason.RECORD);
        }
        if (sourcePort == 0 || destinationPort == 0) {
            // A fragment, or a flow that was aggregated without one of its ports.
            return ClientEvidence.source(ClientReason.RECORD);
        }
        int more = points(protocol, destinationPort) - points(protocol, sourcePort);
        if (Math.abs(more) < TELLING_POINTS) {
            return side(destinationPort < sourcePort, ClientReason.LOWER_PORT);
        }
        int confidence =
                Math.min(
                        MOST_CONFIDENCE_OF_PORTS,
                        ClientReason.REGISTERED_PORT.confidence() + Math.abs(more) / 3);
        return more > 0
                ? ClientEvidence.source(ClientReason.REGISTERED_PORT, confidence)
                : ClientEvidence.destination(ClientReason.REGISTERED_PORT, confidence);
    }

    /** How likely the port is a server's: the table in docs/explanation/client-and-server.md. */
    private int points(int protocol, int port) {
        boolean registered = registry.isRegistered(protocol, port);
        if (port < SYSTEM_PORTS_END) {
            return registered ? 100 : 70;
        }
        if (port < LINUX_EPHEMERAL_PORTS) {
            return registered ? 50 : 15;
        }
        if (port < DYNAMIC_PORTS) {
            return registered ? 15 : 0;
        }
        return 0;
    }

    private static long side(boolean isSource, ClientReason reason) {
        return isSource ? ClientEvidence.source(reason) : ClientEvidence.destination(reason);
    }
}
