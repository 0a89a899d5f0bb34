package io.weir.job.generate;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.WireBuffer;

/** IPFIX of the observation domain of an exporter. */
final class IpfixMessages implements MessageWriter {

    private final IpfixWriter writer;

    IpfixMessages(long domain) {
        writer = new IpfixWriter(domain);
    }

    @Override
    public void begin() {
        writer.begin(0);
    }

    @Override
    public void template(TemplateDefinition template) {
        writer.template(template);
    }

    @Override
    public void record(TemplateDefinition template, RecordWriter record) {
        writer.record(template, record);
    }

    @Override
    public int lengthWith(TemplateDefinition template) {
        return writer.lengthWith(template);
    }

    @Override
    public WireBuffer complete(long exportMillis, ExporterClock clock) {
        return writer.exportTime(Math.floorDiv(clock.wall(exportMillis), 1000L)).finish();
    }

    @Override
    public void restart() {
        writer.nextSequence(0);
    }
}
