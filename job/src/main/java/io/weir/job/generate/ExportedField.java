package io.weir.job.generate;

import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;

/**
 * A field of an exporter's template and how its value comes from a flow.
 *
 * @param template element and length
 * @param value writes exactly that many bytes
 */
record ExportedField(TemplateField template, Value value) {

    /** How a value comes from a flow. */
    @FunctionalInterface
    interface Value {

        /**
         * Writes the value for this flow.
         *
         * @param clock of the exporter
         */
        void write(SimulatedFlow flow, ExporterClock clock, WireBuffer to);
    }

    /** An element of IANA's registry, or a field type of NetFlow v9. */
    static ExportedField of(int elementId, int length, Value value) {
        return new ExportedField(TemplateField.iana(elementId, length), value);
    }
}
