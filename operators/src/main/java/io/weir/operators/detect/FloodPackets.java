package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.names.IpProtocols;
import java.util.EnumMap;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Packets that floods are made of, where they are many for one host. The suspect is that host, by
 * kind of flood; the peer is the source, the number the port of the host. TCP that got beyond its
 * SYN is answered: a server with many sessions has many SYNs, too.
 *
 * <p>Of a flow that lasted longer than the window only what is its share of it counts: a long flow
 * is reported at once and was not sent at once.
 */
final class FloodPackets implements EvidenceSieve {

    /** The bit of "more fragments" in {@link FlowField#FRAGMENT_FLAGS} (IANA element 197). */
    private static final int MORE_FRAGMENTS = 0x20;

    private final long windowMillis;
    private final Map<FloodKind, VolumeGate> gates = new EnumMap<>(FloodKind.class);

    FloodPackets(FloodBounds told) {
        windowMillis = told.window().toMillis();
        for (FloodKind kind : FloodKind.values()) {
            gates.put(kind, new VolumeGate(told.packets(kind)));
        }
    }

    @Override
    public void sift(EnrichedFlows flows, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            sift(batch, row, FlowDirection.FORWARD, sums);
            if (FlowDirection.REVERSE.isIn(batch, row)) {
                sift(batch, row, FlowDirection.REVERSE, sums);
            }
        }
    }

    private void sift(FlowBatch batch, int row, FlowDirection way, EvidenceSums sums) {
        FloodKind kind = kind(batch, row, way);
        if (kind == null) {
            if (batch.getOr(FlowField.PROTOCOL, row, 0) == IpProtocols.TCP) {
                sums.answered(batch, row, way.destination(), FloodKind.SYN.scope());
            }
            return;
        }
        long millis = millis(batch, row);
        long packets = share(way.packets(batch, row), millis);
        if (gates.get(kind).passes(batch, row, way.destination(), packets)) {
            sums.add(
                    batch,
                    row,
                    way,
                    way.destination(),
                    kind.scope(),
                    way.source(),
                    batch.getOr(way.destinationPort(), row, 0),
                    packets,
                    share(way.bytes(batch, row), millis));
        }
    }

    @Nullable
    private static FloodKind kind(FlowBatch batch, int row, FlowDirection way) {
        int protocol = (int) batch.getOr(FlowField.PROTOCOL, row, 0);
        if (isFragment(batch, row, protocol)) {
            return FloodKind.FRAGMENT;
        }
        return switch (protocol) {
            case IpProtocols.TCP ->
                    isSyn(batch.getOr(way.tcpFlags(), row, 0)) ? FloodKind.SYN : null;
            case IpProtocols.UDP -> FloodKind.UDP;
            case IpProtocols.ICMP, IpProtocols.ICMPV6 -> FloodKind.ICMP;
            default -> null;
        };
    }

    private static boolean isSyn(long flags) {
        return (flags & (TcpFlags.SYN | TcpFlags.ACK)) == TcpFlags.SYN;
    }

    /** Exporters that do not say so give fragments but the first no ports. */
    private static boolean isFragment(FlowBatch batch, int row, int protocol) {
        return batch.getOr(FlowField.FRAGMENT_OFFSET, row, 0) > 0
                || (batch.getOr(FlowField.FRAGMENT_FLAGS, row, 0) & MORE_FRAGMENTS) != 0
                || ((protocol == IpProtocols.UDP || protocol == IpProtocols.TCP)
                        && batch.getOr(FlowField.SOURCE_PORT, row, 0) == 0
                        && batch.getOr(FlowField.DESTINATION_PORT, row, 0) == 0);
    }

    private static long millis(FlowBatch batch, int row) {
        return batch.has(FlowField.START_MILLIS, row) && batch.has(FlowField.END_MILLIS, row)
                ? batch.get(FlowField.END_MILLIS, row) - batch.get(FlowField.START_MILLIS, row)
                : 0;
    }

    private long share(long volume, long millis) {
        return millis <= windowMillis
                ? volume
                : Math.max(1, (long) ((double) volume * windowMillis / millis));
    }
}
