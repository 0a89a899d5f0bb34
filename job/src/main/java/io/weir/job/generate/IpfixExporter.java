package io.weir.job.generate;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import java.util.List;

/**
 * A router that exports IPFIX with a table of packet selectors (RFC 5477). Its observation domain
 * is its site, from 1.
 */
final class IpfixExporter extends SimulatedExporter {

    private static final int SYSTEMATIC_COUNT_BASED = 1;

    /** Selector, algorithm, packets taken in a row, packets left out between (RFC 5477 §8.2). */
    private static final TemplateDefinition SELECTORS =
            TemplateDefinition.ofOptions(
                    512,
                    1,
                    TemplateField.iana(302, 1),
                    TemplateField.iana(304, 2),
                    TemplateField.iana(305, 4),
                    TemplateField.iana(306, 4));

    private final IpfixWriter writer;
    private final List<FlowLayout> layouts;
    private final TemplateRefresh refresh = new TemplateRefresh();

    IpfixExporter(int site, long startMillis, DatagramSink sink, ExportCounters counters) {
        super(site, startMillis, sink, counters);
        layouts = FlowLayout.ipfix(bootMillis());
        writer = new IpfixWriter(site + 1);
    }

    @Override
    void begin(long nowMicros) {
        writer.begin(0);
        if (refresh.isDue(nowMicros)) {
            layouts.forEach(layout -> writer.template(layout.template()));
            writer.template(SELECTORS).record(SELECTORS, IpfixExporter::selector);
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
        return writer.exportTime(Math.floorDiv(exportMillis, 1000L)).finish();
    }

    private FlowLayout layoutOf(SimulatedFlow flow) {
        return layouts.get(FlowLayout.indexOf(flow));
    }

    private static void selector(WireBuffer record) {
        record.uint8(FlowLayout.SAMPLER_ID).uint16(SYSTEMATIC_COUNT_BASED).uint32(1).uint32(0);
    }
}
