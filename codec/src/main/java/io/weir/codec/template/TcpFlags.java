package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned16;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * TCP flags of two octets: the octets 12 and 13 of the TCP header, whose top four bits are the data
 * offset and no flags (RFC 7125).
 */
final class TcpFlags extends ColumnReader {

    private static final int FLAGS = 0x0fff;

    TcpFlags(int field, FlowField target) {
        super(field, target);
    }

    @Override
    void read(DataRecords records, FlowBatch batch, int row) {
        long[] column = batch.column(target);
        byte[] bytes = records.bytes;
        int[] starts = records.starts(field);
        int offset = records.offset(field);
        for (int i = 0; i < records.count; i++) {
            column[row + i] = unsigned16(bytes, starts[i] + offset) & FLAGS;
        }
    }
}
