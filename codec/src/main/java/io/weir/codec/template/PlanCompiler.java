package io.weir.codec.template;

import io.weir.codec.flow.FlowField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Chooses, for each field of the flow record, the element of a template that fills it. */
final class PlanCompiler {

    private final Template template;
    private final TemplateFormat format;
    private final int systemInitField;

    PlanCompiler(Template template, TemplateFormat format) {
        this.template = template;
        this.format = format;
        this.systemInitField = indexOf(ElementBinding.SYSTEM_INIT_TIME_MILLISECONDS, Long.BYTES);
    }

    List<ColumnReader> readers() {
        Map<FlowField, ColumnReader> chosen = new EnumMap<>(FlowField.class);
        Map<FlowField, ColumnReader> ofOtherFamily = new EnumMap<>(FlowField.class);
        for (int i = 0; i < template.fields().size(); i++) {
            ElementBinding binding = ElementBinding.of(template.fields().get(i));
            ColumnReader reader = binding == null ? null : reader(i, binding);
            if (reader == null) {
                continue;
            }
            ColumnReader known = chosen.get(reader.target);
            if (known == null || binding.rank() < rank(known)) {
                chosen.put(reader.target, reader);
            } else if (binding.rank() == rank(known)
                    && element(known) != element(reader)
                    && known.alwaysPresent()
                    && reader.alwaysPresent()) {
                ofOtherFamily.putIfAbsent(reader.target, reader);
            }
        }
        ofOtherFamily.forEach(
                (target, other) ->
                        chosen.compute(
                                target,
                                (field, first) -> new ColumnReader.EitherFamily(first, other)));
        return new ArrayList<>(chosen.values());
    }

    private int element(ColumnReader reader) {
        return template.fields().get(reader.field).element();
    }

    private int rank(ColumnReader reader) {
        return ElementBinding.of(template.fields().get(reader.field)).rank();
    }

    /** The reader of a field, or null if its length is none that its element can have. */
    private ColumnReader reader(int field, ElementBinding binding) {
        int length = template.fields().get(field).length();
        FlowField target = binding.target();
        return switch (binding.encoding()) {
            case UNSIGNED -> unsigned(field, length, target);
            case IPV4 -> length == 4 ? new ColumnReader.Ipv4(field, target) : null;
            case IPV6 -> length == 16 ? new ColumnReader.Ipv6(field, target) : null;
            case SECONDS -> length == 4 ? new ColumnReader.Seconds(field, target) : null;
            case NTP_TIMESTAMP -> length == 8 ? new ColumnReader.NtpTimestamp(field, target) : null;
            case UPTIME_MILLIS -> length == 4 ? uptime(field, target) : null;
            case ICMP_TYPE_AND_CODE -> length == 2 ? new ColumnReader.IcmpTypeAndCode(field) : null;
        };
    }

    private static ColumnReader unsigned(int field, int length, FlowField target) {
        return switch (length) {
            case 1 -> new ColumnReader.Unsigned8(field, target);
            case 2 -> new ColumnReader.Unsigned16(field, target);
            case 4 -> new ColumnReader.Unsigned32(field, target);
            case 8 -> new ColumnReader.Bits64(field, target);
            case 3, 5, 6, 7 -> new ColumnReader.UnsignedOfAnyLength(field, length, target);
            case TemplateField.VARIABLE_LENGTH ->
                    new ColumnReader.UnsignedOfVariableLength(field, target);
            default -> null;
        };
    }

    private ColumnReader uptime(int field, FlowField target) {
        if (format == TemplateFormat.NETFLOW_V9) {
            return new ColumnReader.UptimeMillis(field, target);
        }
        return systemInitField < 0
                ? null
                : new ColumnReader.SystemInitMillis(field, systemInitField, target);
    }

    private int indexOf(int element, int length) {
        return template.fields().indexOf(new TemplateField(0, element, length));
    }
}
