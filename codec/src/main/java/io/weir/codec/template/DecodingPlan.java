package io.weir.codec.template;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.Normalisation;
import java.util.ArrayList;
import java.util.List;

/**
 * A template compiled to a flat list of column readers. Made once per template, applied to every
 * data set.
 *
 * <p>Not thread-safe: it reuses its working memory from set to set.
 */
public abstract class DecodingPlan {

    private final ColumnReader[] readers;

    /** The fields that every record fills, as words of {@link FlowBatch#presence}. */
    private final long[] alwaysPresent = new long[FlowBatch.PRESENCE_WORDS];

    private final Normalisation[] normalisations;
    final RecordLayout layout;
    final DataRecords records;

    DecodingPlan(
            Template template, List<ColumnReader> readers, List<Normalisation> normalisations) {
        this.layout = new RecordLayout(template.fields());
        this.records = new DataRecords(layout);
        this.readers = FieldPair.join(readers).toArray(ColumnReader[]::new);
        this.normalisations = normalisations.toArray(Normalisation[]::new);
        for (ColumnReader reader : readers) {
            if (reader.alwaysPresent()) {
                int index = reader.target.index();
                alwaysPresent[index >>> 6] |= 1L << index;
            }
        }
    }

    /**
     * Compiles a template. The plan of an options template reads no field, it only separates the
     * records: they describe the exporter, and a flow has no column for what they say.
     *
     * @param format decides what uptimes are relative to
     */
    public static DecodingPlan compile(Template template, TemplateFormat format) {
        List<ColumnReader> readers = new ArrayList<>();
        List<Normalisation> normalisations = List.of();
        if (!template.options()) {
            PlanCompiler compiler = new PlanCompiler(template, format);
            readers.addAll(compiler.readers());
            normalisations = compiler.normalisations();
            if (template.id() >= TemplateFormat.FIRST_TEMPLATE_ID) {
                readers.add(new ColumnReader.Constant(template.id(), FlowField.TEMPLATE_ID));
            }
        }
        return template.hasVariableLength()
                ? new VariableLengthPlan(template, readers, normalisations)
                : new FixedLengthPlan(template, readers, normalisations);
    }

    /**
     * Appends a flow to the batch for each record of a set.
     *
     * @param from the first byte after the set's header
     * @param to the first byte after the set, not beyond the end of {@code bytes}
     * @param exportMillis export time of the message, Unix milliseconds
     * @param uptimeMillis the exporter's uptime at export, 0 where it is not known
     * @throws MalformedDatagramException if a record does not end within the set; the records
     *     before it are in the batch
     */
    public final void decode(
            byte[] bytes, int from, int to, long exportMillis, long uptimeMillis, FlowBatch batch)
            throws MalformedDatagramException {
        records.bytes = bytes;
        records.exportMillis = exportMillis;
        records.uptimeMillis = uptimeMillis;
        decode(from, to, batch);
    }

    abstract void decode(int from, int to, FlowBatch batch) throws MalformedDatagramException;

    /** Appends the flows of {@code records.count} located records. */
    final void append(FlowBatch batch) {
        int row = batch.append(records.count, alwaysPresent);
        for (ColumnReader reader : readers) {
            reader.read(records, batch, row);
        }
        for (Normalisation normalisation : normalisations) {
            normalisation.apply(batch, row, row + records.count);
        }
    }
}
