package io.weir.job.documents.flow;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.TimeAdjustment;
import io.weir.operators.SampledCounters;
import io.weir.operators.Sums;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.threat.Threat;
import javax.annotation.Nullable;

/**
 * One flow of a batch as documents show it, with what more than one family of fields asks for. Used
 * again for each flow. Not thread-safe.
 */
final class FlowView {

    private EnrichedFlows flows;
    private FlowBatch batch;
    private int row;
    private final long[] present = new long[FlowBatch.PRESENCE_WORDS];
    private FlowEnd client;
    private FlowEnd server;
    private Threat sourceThreat;
    private Threat destinationThreat;
    private String inputName;
    private String outputName;
    private final AddressBytes exporterText = new AddressBytes();
    private final AddressBytes sourceText = new AddressBytes();
    private final AddressBytes destinationText = new AddressBytes();
    private final AddressBytes otherText = new AddressBytes();

    void moveTo(EnrichedFlows newFlows, int newRow) {
        flows = newFlows;
        batch = newFlows.batch();
        row = newRow;
        for (int word = 0; word < present.length; word++) {
            present[word] = batch.presence(word)[row];
        }
        client = flows.client(row);
        server = flows.server(row);
        sourceThreat = flows.source().threat(row);
        destinationThreat = flows.destination().threat(row);
        inputName = InterfaceName.input(flows, row);
        outputName = InterfaceName.output(flows, row);
    }

    /** Another one for each batch. */
    long generation() {
        return flows.generation();
    }

    EnrichedFlows flows() {
        return flows;
    }

    FlowBatch batch() {
        return batch;
    }

    int row() {
        return row;
    }

    boolean has(FlowField field) {
        return (present[field.index() >>> 6] & 1L << field.index()) != 0;
    }

    long getHigh(FlowField field) {
        return batch.getHigh(field, row);
    }

    long get(FlowField field) {
        return batch.get(field, row);
    }

    /** The text of an address that the flow has; good until that of another is asked for. */
    AddressBytes address(FlowField field) {
        AddressBytes text =
                switch (field) {
                    case SOURCE_ADDRESS -> sourceText;
                    case DESTINATION_ADDRESS -> destinationText;
                    case ORIGINAL_EXPORTER -> exporterText;
                    default -> otherText;
                };
        return text.of(getHigh(field), get(field));
    }

    /** The text of the sender's address. */
    AddressBytes sender() {
        return exporterText.of(batch.exporterHigh(), batch.exporterLow());
    }

    long getOr(FlowField field, long absent) {
        return has(field) ? batch.get(field, row) : absent;
    }

    FlowEnd source() {
        return flows.source();
    }

    FlowEnd destination() {
        return flows.destination();
    }

    @Nullable
    FlowEnd client() {
        return client;
    }

    @Nullable
    FlowEnd server() {
        return server;
    }

    @Nullable
    Threat sourceThreat() {
        return sourceThreat;
    }

    @Nullable
    Threat destinationThreat() {
        return destinationThreat;
    }

    /** What lists of threats say of an end; null for nothing, and for no end. */
    @Nullable
    Threat threat(@Nullable FlowEnd end) {
        if (end == null) {
            return null;
        }
        return end == flows.source() ? sourceThreat : destinationThreat;
    }

    boolean isListed() {
        return sourceThreat != null || destinationThreat != null;
    }

    /** What the exporter, else the operator calls the input interface; null for nothing. */
    @Nullable
    String inputName() {
        return inputName;
    }

    @Nullable
    String outputName() {
        return outputName;
    }

    /** The number of the IP protocol; -1 if there is none, or it has more than eight bits. */
    int protocol() {
        long protocol = getOr(FlowField.PROTOCOL, -1);
        return protocol >= 0 && protocol <= 0xff ? (int) protocol : -1;
    }

    /** A port; -1 if there is none, or it has more than 16 bits. */
    int port(FlowField field) {
        long port = getOr(field, -1);
        return port >= 0 && port <= 0xffff ? (int) port : -1;
    }

    /** Whether there is an address that is not all zeros, as exporters fill what is not known. */
    boolean hasSpecified(FlowField address) {
        if (!has(address)) {
            return false;
        }
        long high = batch.getHigh(address, row);
        long low = get(address);
        return high != 0 || (low != 0 && low != IpAddress.mappedIpv4(0));
    }

    /** What a session decided (see {@link FlowField#END_MILLIS}), else the time of export. */
    long endMillis() {
        return endMillis(batch, row);
    }

    static long endMillis(FlowBatch batch, int row) {
        long end = batch.getOr(FlowField.END_MILLIS, row, -1);
        if (TimestampText.isIndexable(end)) {
            return end;
        }
        long export = batch.exportMillis();
        return TimestampText.isIndexable(export) ? export : batch.receivedMillis();
    }

    /** Whether octets of any direction were counted. */
    boolean hasBytes() {
        return has(FlowField.BYTES) || has(FlowField.REVERSE_BYTES);
    }

    /** Octets of both directions, corrected for sampling. */
    long bytes() {
        return Sums.add(
                SampledCounters.bytes(batch, row), SampledCounters.reverseBytes(batch, row));
    }

    /** Whether packets of any direction were counted. */
    boolean hasPackets() {
        return has(FlowField.PACKETS) || has(FlowField.REVERSE_PACKETS);
    }

    /** Packets of both directions, corrected for sampling. */
    long packets() {
        return Sums.add(
                SampledCounters.packets(batch, row), SampledCounters.reversePackets(batch, row));
    }

    boolean isReanchored() {
        return (getOr(FlowField.TIME_ADJUSTMENT, 0) & TimeAdjustment.REANCHORED) != 0;
    }
}
