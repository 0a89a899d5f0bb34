package io.weir.job.generate;

import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.WireBuffer;

/** NetFlow v9 with the source id of an exporter. */
final class NetflowV9Messages implements MessageWriter {

    private final NetflowV9Writer writer;

    NetflowV9Messages(long sourceId) {
        writer = new NetflowV9Writer(sourceId);
    }

    @Override
    public void begin() {
        writer.begin(0, 0);
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
        long seconds = Math.floorDiv(clock.wall(exportMillis), 1000L);
        return writer.exportTime(seconds, clock.uptime(exportMillis)).finish();
    }

    @Override
    public void restart() {
        writer.nextSequence(0);
    }
}
