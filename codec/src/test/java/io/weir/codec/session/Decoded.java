package io.weir.codec.session;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.Map;

/** What one record of a template is decoded to. */
final class Decoded {

    static final long EXPORT_SECONDS = 1_700_000_000L;
    static final long EXPORT_MILLIS = EXPORT_SECONDS * 1_000;
    static final long UPTIME_MILLIS = 1_000_000;

    private static final int TEMPLATE_ID = 256;

    private final FlowBatch batch;

    private Decoded(FlowBatch batch) {
        this.batch = batch;
    }

    /** The flow of an IPFIX record with these fields. */
    static Decoded ipfix(RecordWriter record, TemplateField... fields) {
        TemplateDefinition template = TemplateDefinition.of(TEMPLATE_ID, fields);
        return new Decoded(
                new SessionUnderTest()
                        .decodeRecords(
                                new IpfixWriter(1)
                                        .begin(EXPORT_SECONDS)
                                        .template(template)
                                        .data(template, record)
                                        .toBytes()));
    }

    /** The flow of a NetFlow v9 record with these fields. */
    static Decoded netflowV9(RecordWriter record, TemplateField... fields) {
        TemplateDefinition template = TemplateDefinition.of(TEMPLATE_ID, fields);
        return new Decoded(
                new SessionUnderTest()
                        .decodeRecords(
                                new NetflowV9Writer(1)
                                        .begin(EXPORT_SECONDS, UPTIME_MILLIS)
                                        .template(template)
                                        .data(template, record)
                                        .toBytes()));
    }

    /**
     * The fields that the flow has, addresses as such; the template's id is left out, and what
     * follows from the layout of the record alone.
     */
    Map<FlowField, Object> fields() {
        Map<FlowField, Object> fields = SessionUnderTest.flow(batch, 0);
        fields.remove(FlowField.TEMPLATE_ID);
        fields.remove(FlowField.CLIENT_EVIDENCE);
        return fields;
    }

    /** The text of a field, or null. */
    String text(FlowField field) {
        return batch.text(field, 0);
    }

    FlowBatch batch() {
        return batch;
    }
}
