package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * ICMP type or code of a template that has it for ICMP and for ICMPv6: the protocol of the record,
 * which must have been read before, says which of the two counts. Both may well be zero.
 */
final class IcmpOfProtocol extends ColumnReader {

    private static final int ICMPV6 = 58;

    private final ColumnReader ipv4;
    private final ColumnReader ipv6;
    private long[] ofIpv6 = {};

    IcmpOfProtocol(ColumnReader ipv4, ColumnReader ipv6) {
        super(ipv4.field, ipv4.target);
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    @Override
    void read(DataRecords records, FlowBatch batch, int row) {
        long[] column = batch.column(target);
        int count = records.count;
        if (ofIpv6.length < count) {
            ofIpv6 = new long[count];
        }
        ipv6.read(records, batch, row);
        System.arraycopy(column, row, ofIpv6, 0, count);
        ipv4.read(records, batch, row);
        long[] protocols = batch.column(FlowField.PROTOCOL);
        for (int i = 0; i < count; i++) {
            if (batch.has(FlowField.PROTOCOL, row + i) && protocols[row + i] == ICMPV6) {
                column[row + i] = ofIpv6[i];
            }
        }
    }
}
