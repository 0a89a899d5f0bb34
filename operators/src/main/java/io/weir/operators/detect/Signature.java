package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What all flows of a worm, a bot or a tool look like.
 *
 * @param rule what its alerts say
 * @param number tells it from the others, 0 or more; the same after a restart and in all processes
 * @param protocol IANA number
 * @param icmpTypes of ICMP and ICMPv6 messages
 * @param ports of the destination
 * @param setFlags bits of {@link TcpFlags} that are set
 * @param clearFlags bits of TCP that are not
 * @param packets of the flow
 * @param bytes of the flow, layer 3
 * @param packetBytes of a packet on average, layer 3
 */
record Signature(
        Rule rule,
        int number,
        int protocol,
        NumberRange icmpTypes,
        NumberRange ports,
        int setFlags,
        int clearFlags,
        NumberRange packets,
        NumberRange bytes,
        NumberRange packetBytes) {

    /** Whether this way of a flow looks like it. */
    boolean fits(FlowBatch batch, int row, FlowDirection way) {
        return batch.getOr(FlowField.PROTOCOL, row, -1) == protocol
                && (ports.isAny() || ports.contains(batch.getOr(way.destinationPort(), row, -1)))
                && (icmpTypes.isAny()
                        || icmpTypes.contains(batch.getOr(FlowField.ICMP_TYPE, row, -1)))
                && hasFlags(batch.getOr(way.tcpFlags(), row, 0))
                && hasSize(way.packets(batch, row), way.bytes(batch, row));
    }

    /** What flows of TCP look like that have its flags. */
    Set<TcpFlow> tcpFlows() {
        Set<TcpFlow> flows = EnumSet.noneOf(TcpFlow.class);
        for (int flags = 0; flags <= TcpFlow.TELLING; flags++) {
            if (hasFlags(flags)) {
                flows.add(TcpFlow.of(flags));
            }
        }
        return flows;
    }

    private boolean hasFlags(long flags) {
        return (flags & setFlags) == setFlags && (flags & clearFlags) == 0;
    }

    private boolean hasSize(long itsPackets, long itsBytes) {
        return packets.contains(itsPackets)
                && bytes.contains(itsBytes)
                && (packetBytes.isAny()
                        || (itsPackets > 0 && packetBytes.contains(itsBytes / itsPackets)));
    }
}
