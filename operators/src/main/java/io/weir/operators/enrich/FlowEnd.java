package io.weir.operators.enrich;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.enrich.geo.AutonomousSystem;
import io.weir.operators.enrich.geo.Place;
import io.weir.operators.enrich.networks.Locality;
import io.weir.operators.enrich.networks.NetworkLabel;
import io.weir.operators.enrich.threat.Threat;
import io.weir.operators.tables.KeyHash;
import javax.annotation.Nullable;

/**
 * One end of the flows of a batch, their sources or their destinations: where its values are in the
 * batch, and by row what is known of it besides. Numbers and ids are for the hot path, the objects
 * that ids stand for are for sinks.
 */
public final class FlowEnd {

    private static final int NO_NETWORK = -1;

    private final FlowEndFields fields;
    private final AddressBook addresses;
    private final AsOrder asOrder;

    /** Keeps reads that have no other use from being left out. */
    @SuppressWarnings("UnusedVariable")
    private long read;

    private long[] hashes = {};
    private int[] placeIds = {};
    private int[] systemIds = {};
    private long[] asNumbers = {};
    private int[] networks = {};
    private int[] threatIds = {};

    FlowEnd(FlowEndFields fields, AddressBook addresses, AsOrder asOrder) {
        this.fields = fields;
        this.addresses = addresses;
        this.asOrder = asOrder;
    }

    void ensureCapacity(int rows) {
        if (placeIds.length < rows) {
            hashes = new long[rows];
            placeIds = new int[rows];
            systemIds = new int[rows];
            asNumbers = new long[rows];
            networks = new int[rows];
            threatIds = new int[rows];
        }
    }

    /** Looks up the addresses of all rows. */
    void look(FlowBatch batch) {
        long[] highs = batch.highColumn(fields.address());
        long[] lows = batch.column(fields.address());
        long sum = 0;
        for (int row = 0; row < batch.size(); row++) {
            hashes[row] = KeyHash.of(highs[row], lows[row]);
            sum += addresses.approach(hashes[row]);
        }
        read = sum;
        for (int row = 0; row < batch.size(); row++) {
            if (batch.has(fields.address(), row)) {
                addresses.seek(hashes[row], highs[row], lows[row]);
                placeIds[row] = addresses.placeId();
                systemIds[row] = addresses.autonomousSystemId();
                asNumbers[row] = asNumber(batch, row, addresses.autonomousSystemNumber());
                networks[row] = addresses.network();
                threatIds[row] = addresses.threatId();
            } else {
                placeIds[row] = 0;
                systemIds[row] = 0;
                asNumbers[row] = batch.getOr(fields.as(), row, 0);
                networks[row] = NO_NETWORK;
                threatIds[row] = 0;
            }
        }
    }

    /** AS 0 says that the exporter does not know (RFC 7607). */
    private long asNumber(FlowBatch batch, int row, long ofDatabase) {
        long ofExporter = batch.getOr(fields.as(), row, 0);
        boolean exporter =
                ofDatabase == 0 || (asOrder == AsOrder.EXPORTER_FIRST && ofExporter != 0);
        return exporter ? ofExporter : ofDatabase;
    }

    /** Where the values of this end are in the batch. */
    public FlowEndFields fields() {
        return fields;
    }

    /**
     * The hash of the address, as of {@link KeyHash#of(long, long)}, which many tables need; any
     * number where the flow has no address.
     */
    public long hash(int row) {
        return hashes[row];
    }

    /** The id of the place, 0 if it is not known; within this batch. */
    public int placeId(int row) {
        return placeIds[row];
    }

    /** The number of the autonomous system, 0 if it is not known. */
    public long asNumber(int row) {
        return asNumbers[row];
    }

    /** The id of what is said of the address on lists of threats, 0 if nothing is. */
    public int threatId(int row) {
        return threatIds[row];
    }

    /** Whether the end is in the operator's networks. */
    public boolean isInside(int row) {
        return networks[row] != NO_NETWORK && addresses.networks().isInside(networks[row]);
    }

    /** What kind of address it is; null if the flow has none. */
    @Nullable
    public Locality locality(int row) {
        return networks[row] == NO_NETWORK ? null : addresses.networks().locality(networks[row]);
    }

    /** What the operator calls the network; null if nothing. */
    @Nullable
    public NetworkLabel label(int row) {
        return addresses.networks().label(labelId(row));
    }

    /** The id of what the operator calls the network, 0 if nothing; within this batch. */
    public int labelId(int row) {
        return networks[row] == NO_NETWORK ? 0 : addresses.networks().labelId(networks[row]);
    }

    /** Where the address is; null if it is not known. */
    @Nullable
    public Place place(int row) {
        return addresses.place(placeIds[row]);
    }

    /** Whose the autonomous system is; null if it is not known. */
    @Nullable
    public String organization(int row) {
        AutonomousSystem system = addresses.autonomousSystem(systemIds[row]);
        return system == null || system.number() != asNumbers[row] ? null : system.organization();
    }

    /** What lists of threats say of the address; null if nothing. */
    @Nullable
    public Threat threat(int row) {
        return addresses.threat(threatIds[row]);
    }

    int network(int row) {
        return networks[row];
    }

    static boolean isKnown(int network) {
        return network != NO_NETWORK;
    }
}
