package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;

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

    private static final TcpFlow[] TCP_FLOWS = TcpFlow.values();

    private final long windowMillis;
    private final Gated syn;
    private final Gated udp;
    private final Gated icmp;
    private final Gated fragment;

    private record Gated(FloodKind kind, VolumeGate gate) {}

    FloodPackets(FloodBounds told, SieveTables tables) {
        windowMillis = told.window().toMillis();
        syn = gated(FloodKind.SYN, told, tables);
        udp = gated(FloodKind.UDP, told, tables);
        icmp = gated(FloodKind.ICMP, told, tables);
        fragment = gated(FloodKind.FRAGMENT, told, tables);
    }

    private static Gated gated(FloodKind kind, FloodBounds told, SieveTables tables) {
        return new Gated(kind, tables.seconds().gate(told.packets(kind)));
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        boolean someSay =
                flows.someHave(FlowField.FRAGMENT_OFFSET)
                        || flows.someHave(FlowField.FRAGMENT_FLAGS);
        FlowBatch batch = flows.batch();
        siftTcp(flows, FlowDirection.FORWARD, someSay, sums);
        if (flows.areSomeBothWays()) {
            siftTcp(flows, FlowDirection.REVERSE, someSay, sums);
        }
        FlowsByProtocol.Rows datagrams = flows.udp();
        for (int i = 0; i < datagrams.size(); i++) {
            int row = datagrams.get(i);
            boolean isFragment = (someSay && saysFragment(batch, row)) || hasNoPort(batch, row);
            sift(flows, row, isFragment ? fragment : udp, sums);
        }
        FlowsByProtocol.Rows messages = flows.icmp();
        for (int i = 0; i < messages.size(); i++) {
            int row = messages.get(i);
            sift(flows, row, someSay && saysFragment(batch, row) ? fragment : icmp, sums);
        }
        FlowsByProtocol.Rows others = flows.others();
        for (int i = 0; someSay && i < others.size(); i++) {
            if (saysFragment(batch, others.get(i))) {
                sift(flows, others.get(i), fragment, sums);
            }
        }
    }

    private void siftTcp(
            FlowsByProtocol flows, FlowDirection way, boolean someSay, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        for (TcpFlow kind : TCP_FLOWS) {
            FlowsByProtocol.Rows rows = flows.tcp(way, kind);
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.get(i);
                boolean isFragment =
                        (someSay && saysFragment(batch, row))
                                || (kind == TcpFlow.UNKNOWN && hasNoPort(batch, row));
                if (isFragment) {
                    sift(flows, row, way, fragment, sums);
                } else if (kind == TcpFlow.ATTEMPT) {
                    sift(flows, row, way, syn, sums);
                } else {
                    sums.answered(flows, row, way.destination(), FloodKind.SYN.scope());
                }
            }
        }
    }

    private void sift(FlowsByProtocol flows, int row, Gated to, EvidenceSums sums) {
        sift(flows, row, FlowDirection.FORWARD, to, sums);
        if (flows.isBothWays(row)) {
            sift(flows, row, FlowDirection.REVERSE, to, sums);
        }
    }

    private void sift(
            FlowsByProtocol flows, int row, FlowDirection way, Gated to, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        long packets = share(way.packets(batch, row), millis(batch, row));
        if (to.gate().passes(flows, row, way.destination(), packets)) {
            add(flows, row, way, to.kind(), packets, sums);
        }
    }

    private void add(
            FlowsByProtocol flows,
            int row,
            FlowDirection way,
            FloodKind kind,
            long packets,
            EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        long port = batch.getOr(way.destinationPort(), row, 0);
        long bytes = share(way.bytes(batch, row), millis(batch, row));
        sums.addPart(flows, row, way, kind.scope(), port, packets, bytes);
    }

    private static boolean saysFragment(FlowBatch batch, int row) {
        return batch.getOr(FlowField.FRAGMENT_OFFSET, row, 0) > 0
                || (batch.getOr(FlowField.FRAGMENT_FLAGS, row, 0) & MORE_FRAGMENTS) != 0;
    }

    /** Exporters that do not say so give fragments but the first no ports. */
    private static boolean hasNoPort(FlowBatch batch, int row) {
        return batch.getOr(FlowField.SOURCE_PORT, row, 0) == 0
                && batch.getOr(FlowField.DESTINATION_PORT, row, 0) == 0;
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
