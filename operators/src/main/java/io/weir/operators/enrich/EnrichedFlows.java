package io.weir.operators.enrich;

import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.enrich.dns.ReverseDns;
import io.weir.operators.enrich.geo.DatabaseVersion;
import io.weir.operators.enrich.names.OperatorNames;
import io.weir.operators.enrich.networks.TrafficDirection;
import io.weir.operators.enrich.threat.ThreatRoles;
import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * The flows of a datagram and what is known of them. Hot paths read numbers and ids; what those
 * stand for, and names, are looked up when a sink asks.
 *
 * <p>Like the batch it is a container that is used again: whoever receives it may read it until the
 * call returns, in the same thread. It never leaves the process, since ids are of its own tables.
 */
public final class EnrichedFlows {

    private static final int TCP = 6;
    private static final long RST = 1 << 2;

    /** What is never in a mere refusal of a connection: FIN, SYN, PSH. */
    private static final long NOT_IN_REFUSALS = 1 | 1 << 1 | 1 << 3;

    private final AddressBook addresses;
    private final OperatorNames names;
    @Nullable private final ReverseDns endpointNames;
    @Nullable private final ReverseDns exporterNames;
    private final FlowEnd source;
    private final FlowEnd destination;

    private FlowBatch batch = new FlowBatch();
    private long[] clientEvidence = {};
    private long generation;

    EnrichedFlows(
            AddressBook addresses,
            OperatorNames names,
            @Nullable ReverseDns endpointNames,
            @Nullable ReverseDns exporterNames,
            AsOrder asOrder) {
        this.addresses = addresses;
        this.names = names;
        this.endpointNames = endpointNames;
        this.exporterNames = exporterNames;
        source = new FlowEnd(FlowEndFields.SOURCE, addresses, asOrder);
        destination = new FlowEnd(FlowEndFields.DESTINATION, addresses, asOrder);
    }

    /** Takes the flows and looks up their ends; {@link #clientEvidence()} is to be filled. */
    void begin(FlowBatch flows) {
        batch = flows;
        generation++;
        int rows = flows.size();
        source.ensureCapacity(rows);
        destination.ensureCapacity(rows);
        if (clientEvidence.length < rows) {
            clientEvidence = Arrays.copyOf(clientEvidence, rows);
        }
        source.look(flows);
        destination.look(flows);
    }

    long[] clientEvidence() {
        return clientEvidence;
    }

    /** The flows as decoded. */
    public FlowBatch batch() {
        return batch;
    }

    /** The number of flows. */
    public int size() {
        return batch.size();
    }

    /** Another number for each batch, so that what holds for all of its flows is made once. */
    public long generation() {
        return generation;
    }

    public FlowEnd source() {
        return source;
    }

    public FlowEnd destination() {
        return destination;
    }

    /** Which end is the client, how sure that is and why: a {@link ClientEvidence}. */
    public long clientEvidence(int row) {
        return clientEvidence[row];
    }

    /** The end that asks; null if it is not known. */
    @Nullable
    public FlowEnd client(int row) {
        long evidence = clientEvidence[row];
        if (ClientEvidence.isSource(evidence)) {
            return source;
        }
        return ClientEvidence.isDestination(evidence) ? destination : null;
    }

    /** The end that is asked; null if it is not known. */
    @Nullable
    public FlowEnd server(int row) {
        long evidence = clientEvidence[row];
        if (ClientEvidence.isSource(evidence)) {
            return destination;
        }
        return ClientEvidence.isDestination(evidence) ? source : null;
    }

    /** The way relative to the operator's networks; null if an end has no address. */
    @Nullable
    public TrafficDirection direction(int row) {
        int from = source.network(row);
        int to = destination.network(row);
        return FlowEnd.isKnown(from) && FlowEnd.isKnown(to)
                ? addresses.networks().direction(from, to)
                : null;
    }

    /** What a listed end makes of the flow: the bits of {@link ThreatRoles}. */
    public int threatRoles(int row) {
        if (source.threatId(row) == 0 && destination.threatId(row) == 0) {
            return 0;
        }
        FlowEnd client = client(row);
        FlowEnd server = server(row);
        return client == null || server == null
                ? 0
                : ThreatRoles.of(
                        client.threatId(row),
                        server.threatId(row),
                        client.isInside(row),
                        server.isInside(row),
                        hasAnswer(server, row));
    }

    private boolean hasAnswer(FlowEnd server, int row) {
        var sent = server.fields().sent();
        if (!sent.isIn(batch, row)) {
            return false;
        }
        if (batch.getOr(FlowField.PROTOCOL, row, 0) != TCP) {
            return true;
        }
        long flags = batch.getOr(sent.tcpFlags(), row, 0);
        return (flags & RST) == 0 || (flags & NOT_IN_REFUSALS) != 0;
    }

    /** The name of an end by reverse DNS, ASCII and not to be changed; null if there is none. */
    @Nullable
    public byte[] domain(FlowEnd end, int row) {
        FlowField address = end.fields().address();
        return endpointNames == null || !batch.has(address, row)
                ? null
                : endpointNames.name(batch.getHigh(address, row), batch.get(address, row));
    }

    /** The name of the exporter by reverse DNS, ASCII and not to be changed; null for none. */
    @Nullable
    public byte[] exporterName() {
        return exporterNames == null
                ? null
                : exporterNames.name(batch.exporterHigh(), batch.exporterLow());
    }

    /** What the operator gave names to. */
    public OperatorNames names() {
        return names;
    }

    /** The City (or Country) database in use; null if there is none. */
    @Nullable
    public DatabaseVersion cityVersion() {
        return addresses.cityVersion();
    }

    /** The ASN database in use; null if there is none. */
    @Nullable
    public DatabaseVersion asnVersion() {
        return addresses.asnVersion();
    }
}
