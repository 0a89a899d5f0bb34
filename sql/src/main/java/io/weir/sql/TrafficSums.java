package io.weir.sql;

import io.weir.codec.AddressText;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.PreAggregator;
import io.weir.operators.Sums;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.sql.FlowColumn.FlowWay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.types.Row;

/**
 * Sums up flows per source, destination, protocol and the server's port, so that rules on volumes
 * need no row per flow. What it gives are parts: a rule adds them up in its windows.
 *
 * <p>Bounded: so many sums between two flushes, which are at most a second apart. What is over is
 * counted, so a flood from spoofed sources changes counters and nothing else.
 */
final class TrafficSums extends PreAggregator<Row> {

    /** The name of the counter of flows that found no room. */
    static final String FLOWS_LEFT_OUT = "flowsLeftOut";

    /** The columns of {@link FlowView#TRAFFIC_10S}. */
    static final List<FlowColumn> COLUMNS =
            List.of(
                    FlowColumn.SOURCE_IP,
                    FlowColumn.DESTINATION_IP,
                    FlowColumn.SOURCE_INSIDE,
                    FlowColumn.DESTINATION_INSIDE,
                    FlowColumn.PROTOCOL,
                    FlowColumn.SERVICE_PORT,
                    FlowColumn.FLOW_COUNT,
                    FlowColumn.PACKETS,
                    FlowColumn.OCTETS);

    static final int MAX_SUMS = 16_384;

    private static final long serialVersionUID = 1L;
    private static final long STEP_MILLIS = 10_000;

    private transient Map<Key, Sum> sums;
    private transient Counter leftOut;

    private record Key(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int protocol,
            int port) {}

    private static final class Sum {
        private final boolean sourceInside;
        private final boolean destinationInside;
        private long flows;
        private long packets;
        private long octets;

        private Sum(FlowWay way) {
            sourceInside = way.source().isInside(way.row());
            destinationInside = way.destination().isInside(way.row());
        }
    }

    @Override
    protected void start() {
        sums = new HashMap<>();
        leftOut = getMetricGroup().counter(FLOWS_LEFT_OUT);
    }

    /** Rules have steps of 10 s: sums are of use when one ends. */
    @Override
    protected boolean isNeededBy(long watermarkMillis, long previousMillis) {
        return previousMillis == Long.MIN_VALUE
                || Math.floorDiv(watermarkMillis, STEP_MILLIS)
                        != Math.floorDiv(previousMillis, STEP_MILLIS);
    }

    @Override
    protected void add(EnrichedFlows flows, long nowMillis) {
        for (int row = 0; row < flows.size(); row++) {
            add(flows, row, FlowDirection.FORWARD);
            add(flows, row, FlowDirection.REVERSE);
        }
    }

    private void add(EnrichedFlows flows, int row, FlowDirection direction) {
        if (!FlowView.TRAFFIC_10S.hasRowOf(flows, row, direction)) {
            return;
        }
        FlowWay way = new FlowWay(flows, row, direction);
        Key key =
                new Key(
                        flows.batch().getHigh(direction.source(), row),
                        flows.batch().get(direction.source(), row),
                        flows.batch().getHigh(direction.destination(), row),
                        flows.batch().get(direction.destination(), row),
                        (int) way.number(FlowField.PROTOCOL),
                        way.servicePort());
        Sum sum = sums.get(key);
        if (sum == null) {
            if (sums.size() >= MAX_SUMS) {
                leftOut.inc();
                return;
            }
            sum = new Sum(way);
            sums.put(key, sum);
        }
        sum.flows++;
        sum.packets = Sums.add(sum.packets, direction.packets(flows.batch(), row));
        sum.octets = Sums.add(sum.octets, direction.bytes(flows.batch(), row));
    }

    @Override
    protected void flush() {
        sums.forEach(
                (key, sum) ->
                        emit(
                                Row.of(
                                        AddressText.of(key.sourceHigh, key.sourceLow),
                                        AddressText.of(key.destinationHigh, key.destinationLow),
                                        sum.sourceInside,
                                        sum.destinationInside,
                                        key.protocol,
                                        key.port,
                                        sum.flows,
                                        sum.packets,
                                        sum.octets)));
        sums.clear();
    }
}
