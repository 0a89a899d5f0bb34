package io.weir.operators.exporters;

import io.weir.codec.element.InformationElements;
import io.weir.codec.options.OptionsKind;
import io.weir.codec.options.OptionsPlan;
import io.weir.codec.raw.RawField;
import io.weir.codec.raw.RawRecord;
import io.weir.codec.raw.RawRecordReader;
import io.weir.codec.raw.RawValue;
import io.weir.codec.session.ExportMessage;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateFormat;
import io.weir.operators.types.TransportSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes notices of the options records that a session tells its listener.
 *
 * <p>Not thread-safe.
 */
public final class OptionsReader {

    private final List<RawRecord> read = new ArrayList<>();
    private final RawRecordReader reader =
            new RawRecordReader(InformationElements.builtIn(), read::add);

    /**
     * The notice of a record, with the arguments of {@link
     * io.weir.codec.session.SessionListener#optionsRecord}.
     *
     * @param timeMillis receive time, Unix milliseconds
     */
    public OptionsRecord read(
            TransportSession session,
            long timeMillis,
            ExportMessage message,
            OptionsKind kind,
            Template template,
            byte[] bytes,
            int from,
            int to) {
        read.clear();
        reader.records(message, template, bytes, from, to);
        List<RawField> fields = read.get(0).fields();
        Map<String, String> values = new LinkedHashMap<>();
        for (RawField field : fields) {
            // An element that is there twice says the same twice, as the VRFs of IOS XR do.
            values.putIfAbsent(field.element().name(), text(field));
        }
        return new OptionsRecord(
                session,
                timeMillis,
                kind.label(),
                message.protocol(),
                message.domain(),
                template.id(),
                scope(message, template, fields),
                values);
    }

    /** The fields that tell this record from others of its template: {@code samplerId=1}. */
    private static String scope(ExportMessage message, Template template, List<RawField> fields) {
        TemplateFormat format = TemplateFormat.of(message.protocol());
        List<String> parts = new ArrayList<>();
        for (int field : OptionsPlan.compile(template, format).identifying()) {
            parts.add(fields.get(field).element().name() + "=" + text(fields.get(field)));
        }
        return String.join(" ", parts);
    }

    private static String text(RawField field) {
        RawValue value = field.value();
        if (value instanceof RawValue.Unsigned number) {
            return Long.toUnsignedString(number.bits());
        }
        if (value instanceof RawValue.Signed number) {
            return Long.toString(number.number());
        }
        if (value instanceof RawValue.Float32 number) {
            return Float.toString(number.number());
        }
        if (value instanceof RawValue.Float64 number) {
            return Double.toString(number.number());
        }
        if (value instanceof RawValue.Truth truth) {
            return Boolean.toString(truth.value());
        }
        return value instanceof RawValue.Text text ? text.text() : field.hex();
    }
}
