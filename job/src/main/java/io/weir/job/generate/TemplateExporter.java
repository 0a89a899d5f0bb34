package io.weir.job.generate;

import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.WireBuffer;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A router that exports NetFlow v9 or IPFIX, with tables of its samplers, applications and
 * interfaces and its own statistics. After a restart its templates have each other's ids.
 */
final class TemplateExporter extends SimulatedExporter {

    private final MessageWriter writer;
    private final List<OptionsTable> tables;
    private final IntFunction<List<FlowLayout>> layoutsAfter;
    private List<FlowLayout> layouts;

    /**
     * @param layoutsAfter the layouts of flows after so many restarts
     */
    private TemplateExporter(
            ExporterParts parts,
            MessageWriter writer,
            List<OptionsTable> tables,
            IntFunction<List<FlowLayout>> layoutsAfter) {
        super(parts);
        this.writer = writer;
        this.tables = tables;
        this.layoutsAfter = layoutsAfter;
        this.layouts = layoutsAfter.apply(0);
    }

    static TemplateExporter netflowV9(ExporterParts parts) {
        return new TemplateExporter(
                parts,
                new NetflowV9Messages(parts.domain()),
                OptionsTable.netflowV9(parts.sampler().oneIn(), parts.tally()),
                restarts -> FlowLayout.netflowV9(parts.clock(), restarts));
    }

    static TemplateExporter ipfix(ExporterParts parts) {
        return new TemplateExporter(
                parts,
                new IpfixMessages(parts.domain()),
                OptionsTable.ipfix(parts.domain(), parts.sampler().oneIn(), parts.tally()),
                restarts -> FlowLayout.ipfix(parts.clock(), restarts));
    }

    @Override
    void announce(long nowMicros) throws IOException {
        writer.begin();
        layouts.forEach(layout -> writer.template(layout.template()));
        tables.forEach(table -> writer.template(table.template()));
        tally().templates(layouts.size() + tables.size());
        for (OptionsTable table : tables) {
            for (RecordWriter record : table.records()) {
                if (writer.lengthWith(table.template()) > MAX_PAYLOAD) {
                    send(nowMicros, 0);
                    writer.begin();
                }
                writer.record(table.template(), record);
                tally().optionsRecord();
            }
        }
        send(nowMicros, 0);
    }

    @Override
    void restarted(int times) {
        writer.restart();
        layouts = layoutsAfter.apply(times);
    }

    @Override
    void begin() {
        writer.begin();
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
    WireBuffer complete(long exportMillis) {
        return writer.complete(exportMillis, clock());
    }

    private FlowLayout layoutOf(SimulatedFlow flow) {
        return layouts.get(FlowLayout.indexOf(flow));
    }
}
