package io.weir.codec.sflow;

import io.weir.codec.FirstMalformation;
import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;

/**
 * The records of a flow sample, which make up its flow. A record that is not known is passed over.
 */
final class FlowRecords {

    private final SampledRecords sampled = new SampledRecords();
    private final XdrReader records = new XdrReader();
    private final XdrReader record = new XdrReader();
    private final XdrReader strippedTags = new XdrReader();
    private final FlowRow flow = new FlowRow();

    private long format;
    private final FirstMalformation malformation = new FirstMalformation();

    /**
     * Reads the records into the flow: first the sampled header, wherever it is, since it knows
     * best, then those that add to it.
     *
     * @param count of records, as the sample states it
     * @param sample stands behind the count
     * @throws MalformedDatagramException with the first finding, after what could be read has been
     */
    void read(long count, XdrReader sample, FlowBatch batch, int row)
            throws MalformedDatagramException {
        malformation.clear();
        flow.of(batch, row);
        int from = sample.position();
        int end = from + sample.remaining();
        records.from(sample.bytes(), from, end);
        long complete = readHeaders(count, batch, row);
        records.from(sample.bytes(), from, end);
        for (long i = 0; i < complete; i++) {
            next();
            try {
                readAddition();
            } catch (MalformedDatagramException e) {
                malformation.remember(e);
            }
        }
        malformation.throwIfFound();
    }

    /** Reads the first sampled header, and the tags that were stripped from it. */
    private long readHeaders(long count, FlowBatch batch, int row) {
        boolean headerRead = false;
        strippedTags.from(records.bytes(), 0, 0);
        long complete = 0;
        while (complete < count && next()) {
            complete++;
            if (format == RecordFormat.SAMPLED_HEADER && !headerRead) {
                headerRead = true;
                try {
                    sampled.readHeader(record, batch, row);
                } catch (MalformedDatagramException e) {
                    malformation.remember(e);
                }
            } else if (format == RecordFormat.VLAN_TUNNEL) {
                strippedTags.from(record);
            }
        }
        if (complete < count) {
            malformation.remember(
                    new MalformedDatagramException(
                            Malformation.INVALID_SAMPLE, records.position()));
        }
        readStrippedTags();
        return complete;
    }

    private void readStrippedTags() {
        try {
            if (strippedTags.remaining() > 0) {
                ExtendedRecords.readVlanTunnel(strippedTags, flow);
            }
        } catch (MalformedDatagramException e) {
            malformation.remember(e);
        }
    }

    /** Moves on to the next record; stays where it is if there is none in full. */
    private boolean next() {
        format = records.nextRecord(record);
        return format != XdrReader.NO_RECORD;
    }

    private void readAddition() throws MalformedDatagramException {
        if (format > RecordFormat.SOCKET_IPV6) {
            return;
        }
        switch ((int) format) {
            case RecordFormat.SAMPLED_ETHERNET -> sampled.readEthernet(record, flow);
            case RecordFormat.SAMPLED_IPV4 -> sampled.readIpv4(record, flow);
            case RecordFormat.SAMPLED_IPV6 -> sampled.readIpv6(record, flow);
            case RecordFormat.SWITCH -> ExtendedRecords.readSwitch(record, flow);
            case RecordFormat.ROUTER -> ExtendedRecords.readRouter(record, flow);
            case RecordFormat.GATEWAY -> ExtendedRecords.readGateway(record, flow);
            case RecordFormat.USER -> ExtendedRecords.readUser(record, flow);
            case RecordFormat.MPLS -> ExtendedRecords.readMpls(record, flow);
            case RecordFormat.NAT -> ExtendedRecords.readNat(record, flow);
            case RecordFormat.NAT_PORTS -> ExtendedRecords.readNatPorts(record, flow);
            case RecordFormat.WLAN_RECEIVED, RecordFormat.WLAN_SENT ->
                    ExtendedRecords.readWlan(record, flow);
            case RecordFormat.IPV4_TUNNEL_EGRESS, RecordFormat.IPV4_TUNNEL_INGRESS ->
                    ExtendedRecords.readIpv4Tunnel(record, flow);
            case RecordFormat.IPV6_TUNNEL_EGRESS, RecordFormat.IPV6_TUNNEL_INGRESS ->
                    ExtendedRecords.readIpv6Tunnel(record, flow);
            case RecordFormat.VNI_EGRESS, RecordFormat.VNI_INGRESS ->
                    ExtendedRecords.readVni(record, flow);
            case RecordFormat.SOCKET_IPV4 -> sampled.readSocketIpv4(record, flow);
            case RecordFormat.SOCKET_IPV6 -> sampled.readSocketIpv6(record, flow);
            default -> {
                // Read already, or nothing that a flow has a field for.
            }
        }
    }
}
