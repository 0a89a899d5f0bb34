package io.weir.codec.session;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.template.DecodingPlan;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateFormat;

/**
 * Decodes the datagrams of one {@link FixedFormat}.
 *
 * <p>The count in the header is what the exporter says, so that bytes beyond it are not records:
 * they are left unread. A count beyond the 24 to 30 records that Cisco allows is taken all the
 * same, as far as the datagram has them; software exporters fill larger datagrams.
 */
final class FixedFormatDecoder {

    private final FixedFormat format;
    private final DecodingPlan plan;
    private final RecordListener records;
    private final CurrentMessage message;

    FixedFormatDecoder(FixedFormat format, RecordListener records, CurrentMessage message) {
        this.format = format;
        this.plan = DecodingPlan.compile(format.record(), TemplateFormat.NETFLOW_V9);
        this.records = records;
        this.message = message;
    }

    void decode(byte[] datagram, FlowBatch batch) throws MalformedDatagramException {
        int from = format.headerLength();
        if (datagram.length < from) {
            throw new MalformedDatagramException(Malformation.TOO_SHORT, datagram.length);
        }
        int count = unsigned16(datagram, 2);
        long uptimeMillis = unsigned32(datagram, 4);
        long exportMillis = unsigned32(datagram, 8) * 1_000 + unsigned32(datagram, 12) / 1_000_000;
        batch.setHeader(
                format.protocol(),
                format.domain(datagram),
                format.sequence(datagram),
                exportMillis);

        message.uptimeMillis = uptimeMillis;
        Template record = format.record();
        int recordLength = record.minimumRecordLength();
        int received = Math.min(count, (datagram.length - from) / recordLength);
        int end = from + received * recordLength;
        records.records(message, record, datagram, from, end);
        plan.decode(datagram, from, end, exportMillis, uptimeMillis, batch);
        setSamplingInterval(format.samplingInterval(datagram), batch);
        records.flows(record, from, end, batch, 0);
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
