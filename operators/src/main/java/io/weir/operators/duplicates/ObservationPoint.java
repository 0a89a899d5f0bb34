package io.weir.operators.duplicates;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where flows are observed: an exporter (the one that a mediator names, where there is one), its
 * observation domain, and whether packets are seen as they come in or as they go out. One that
 * meters a flow both ways round reports it twice, as two exporters do.
 *
 * <p>Interfaces are no part of it: packets of one flow that come in by two are different packets.
 *
 * @param exporterHigh first half of the exporter's address
 * @param exporterLow second half of it
 * @param place domain (32 bits), port (16 bits, 0 where it is no part of an exporter's identity),
 *     direction (2 bits: 0 not said, 1 ingress, 2 egress), from the upper to the lower bits
 */
public record ObservationPoint(long exporterHigh, long exporterLow, long place) {

    /** How many bytes of {@link FlowField#OBSERVATION_POINTS} each takes: three longs. */
    public static final int BYTES = 3 * Long.BYTES;

    private static final int DOMAIN_SHIFT = 18;
    private static final int PORT_SHIFT = 2;
    private static final int PORT_MASK = 0xffff;
    private static final int DIRECTION_MASK = 3;
    private static final int INGRESS = 1;
    private static final int EGRESS = 2;

    /** The third number of a point. */
    static long place(long domain, int port, long direction) {
        long said = direction == 0 ? INGRESS : direction == 1 ? EGRESS : 0;
        return (domain & 0xffff_ffffL) << DOMAIN_SHIFT | (long) port << PORT_SHIFT | said;
    }

    public IpAddress exporter() {
        return new IpAddress(exporterHigh, exporterLow);
    }

    /** The observation domain, 32 bits unsigned. */
    public long domain() {
        return place >>> DOMAIN_SHIFT & 0xffff_ffffL;
    }

    /** The port of the exporter; 0 where it is no part of its identity. */
    public int port() {
        return (int) (place >>> PORT_SHIFT) & PORT_MASK;
    }

    public boolean isIngress() {
        return (place & DIRECTION_MASK) == INGRESS;
    }

    public boolean isEgress() {
        return (place & DIRECTION_MASK) == EGRESS;
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(exporterHigh)
                .putLong(exporterLow)
                .putLong(place)
                .array();
    }

    /** Who reports the flow in this row, the one that counts first; empty if it is one only. */
    public static List<ObservationPoint> of(FlowBatch batch, int row) {
        if (!batch.has(FlowField.OBSERVATION_POINTS, row)) {
            return List.of();
        }
        ByteBuffer bytes = ByteBuffer.wrap(batch.bytes(FlowField.OBSERVATION_POINTS, row));
        List<ObservationPoint> points = new ArrayList<>();
        while (bytes.remaining() >= BYTES && points.size() < SeenFlows.POINTS_LISTED) {
            points.add(new ObservationPoint(bytes.getLong(), bytes.getLong(), bytes.getLong()));
        }
        return points;
    }
}
