package io.weir.codec.fuzz;

import io.weir.codec.element.InformationElements;
import io.weir.codec.raw.RawRecordReader;
import io.weir.codec.session.ExportMessage;
import io.weir.codec.session.RecordListener;
import io.weir.codec.sflow.SampleFields;
import io.weir.codec.template.Template;

/** Reads all records and samples field by field, and throws away what they say. */
final class ReadsRaw implements RecordListener {

    private final RawRecordReader records =
            new RawRecordReader(InformationElements.builtIn(), record -> {});
    private final SampleFields samples = new SampleFields();

    @Override
    public void records(ExportMessage message, Template template, byte[] bytes, int from, int to) {
        records.records(message, template, bytes, from, to);
    }

    @Override
    public void sample(ExportMessage message, long type, byte[] bytes, int from, int to) {
        samples.read(type, bytes, from, to);
    }
}
