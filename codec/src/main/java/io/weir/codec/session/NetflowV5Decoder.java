package io.weir.codec.session;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.template.DecodingPlan;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateField;
import io.weir.codec.template.TemplateFormat;
import java.util.List;

/**
 * NetFlow v5 (Cisco, "NetFlow Export Datagram Format"): a header and up to 30 records of one
 * layout, which is a template like any other, only never sent.
 *
 * <pre>
 *  0 | version = 5      | count          |
 *  4 | uptime, ms                        |
 *  8 | seconds since 1970                |
 * 12 | nanoseconds                       |
 * 16 | sequence of the first flow        |
 * 20 | engine type | id | sampling (2+14)|
 * 24 | records of 48 bytes
 * </pre>
 */
final class NetflowV5Decoder {

    static final int HEADER_LENGTH = 24;
    static final int RECORD_LENGTH = 48;

    private static final int SAMPLING_INTERVAL_BITS = 0x3fff;

    private static final Template RECORD =
            new Template(
                    0,
                    false,
                    0,
                    List.of(
                            new TemplateField(0, 8, 4), // source address
                            new TemplateField(0, 12, 4), // destination address
                            new TemplateField(0, 15, 4), // next hop
                            new TemplateField(0, 10, 2), // input interface
                            new TemplateField(0, 14, 2), // output interface
                            new TemplateField(0, 2, 4), // packets
                            new TemplateField(0, 1, 4), // octets
                            new TemplateField(0, 22, 4), // uptime at the first packet
                            new TemplateField(0, 21, 4), // uptime at the last packet
                            new TemplateField(0, 7, 2), // source port
                            new TemplateField(0, 11, 2), // destination port
                            new TemplateField(0, 210, 1), // padding
                            new TemplateField(0, 6, 1), // TCP flags
                            new TemplateField(0, 4, 1), // protocol
                            new TemplateField(0, 5, 1), // type of service
                            new TemplateField(0, 16, 2), // source AS
                            new TemplateField(0, 17, 2), // destination AS
                            new TemplateField(0, 9, 1), // source prefix length
                            new TemplateField(0, 13, 1), // destination prefix length
                            new TemplateField(0, 210, 2))); // padding

    private final DecodingPlan plan = DecodingPlan.compile(RECORD, TemplateFormat.NETFLOW_V9);

    private final RecordListener records;
    private final ExportMessage message;

    NetflowV5Decoder(RecordListener records, ExportMessage message) {
        this.records = records;
        this.message = message;
    }

    void decode(byte[] datagram, FlowBatch batch) throws MalformedDatagramException {
        if (datagram.length < HEADER_LENGTH) {
            throw new MalformedDatagramException(Malformation.TOO_SHORT, datagram.length);
        }
        int count = unsigned16(datagram, 2);
        long uptimeMillis = unsigned32(datagram, 4);
        long exportMillis = unsigned32(datagram, 8) * 1_000 + unsigned32(datagram, 12) / 1_000_000;
        long engine = unsigned16(datagram, 20);
        batch.setHeader(ExportProtocol.NETFLOW_V5, engine, unsigned32(datagram, 16), exportMillis);

        int received = Math.min(count, (datagram.length - HEADER_LENGTH) / RECORD_LENGTH);
        int end = HEADER_LENGTH + received * RECORD_LENGTH;
        records.records(message, RECORD, datagram, HEADER_LENGTH, end);
        plan.decode(datagram, HEADER_LENGTH, end, exportMillis, uptimeMillis, batch);
        setSamplingInterval(unsigned16(datagram, 22) & SAMPLING_INTERVAL_BITS, batch);
        if (received < count) {
            throw new MalformedDatagramException(Malformation.TRUNCATED, end);
        }
    }

    private static void setSamplingInterval(int interval, FlowBatch batch) {
        if (interval == 0) {
            return;
        }
        long[] column = batch.column(FlowField.SAMPLING_INTERVAL);
        for (int row = 0; row < batch.size(); row++) {
            column[row] = interval;
        }
        batch.markPresent(FlowField.SAMPLING_INTERVAL, 0, batch.size());
    }
}
