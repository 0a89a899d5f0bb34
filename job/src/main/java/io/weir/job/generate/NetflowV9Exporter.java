package io.weir.job.generate;

import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import java.util.List;

/** A router that exports NetFlow v9 with a sampler table. Its source id is its site, from 1. */
final class NetflowV9Exporter extends SimulatedExporter {

    private static final int SYSTEM_SCOPE = 1;
    private static final int DETERMINISTIC = 1;

    /** The sampler table as Cisco exports it: id, mode, one packet in so many. */
    private static final TemplateDefinition SAMPLERS =
            TemplateDefinition.ofOptions(
                    512,
                    1,
                    TemplateField.iana(SYSTEM_SCOPE, 4),
                    TemplateField.iana(48, 1),
                    TemplateField.iana(49, 1),
                    TemplateField.iana(50, 4));

    private final NetflowV9Writer writer;
    private final List<FlowLayout> layouts;
    private final TemplateRefresh refresh = new TemplateRefresh();

    NetflowV9Exporter(int site, long startMillis, DatagramSink sink, ExportCounters counters) {
        super(site, startMillis, sink, counters);
        layouts = FlowLayout.netflowV9(bootMillis());
        writer = new NetflowV9Writer(site + 1);
    }

    @Override
    void begin(long nowMicros) {
        writer.begin(0, 0);
        if (refresh.isDue(nowMicros)) {
            layouts.forEach(layout -> writer.template(layout.template()));
            writer.template(SAMPLERS).record(SAMPLERS, NetflowV9Exporter::sampler);
        }
    }

    @Override
    boolean fits(SimulatedFlow flow) {
        return writer.lengthWith(layoutOf(flow).template()) <= MAX_PAYLOAD;
    }

    @Override
    void append(SimulatedFlow flow) {
        FlowLayout layout = layoutOf(flow);
        writer.record(layout.template(), layout.of(flow));
    }

    @Override
    WireBuffer finish(long exportMillis) {
        long exportSeconds = Math.floorDiv(exportMillis, 1000L);
        return writer.exportTime(exportSeconds, exportMillis - bootMillis()).finish();
    }

    private FlowLayout layoutOf(SimulatedFlow flow) {
        return layouts.get(FlowLayout.indexOf(flow));
    }

    private static void sampler(WireBuffer record) {
        record.uint32(0).uint8(FlowLayout.SAMPLER_ID).uint8(DETERMINISTIC).uint32(1);
    }
}
