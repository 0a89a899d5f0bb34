package io.weir.codec.template;

import io.weir.codec.flow.FlowField;
import java.util.List;

/**
 * What a template has to fill one field.
 *
 * @param found the sources that it has, in the order of the template; one or two
 */
record ChosenField(List<Found> found) {

    /** A source, and where in the template its elements are. */
    record Found(FieldSource source, List<Integer> fields) {

        ColumnReader reader(Template template, TemplateFormat format, FlowField target) {
            return source.encoding()
                    .reader(new Operands(template, format, fields, source.elements(), target));
        }
    }

    ChosenField {
        found = List.copyOf(found);
    }

    boolean byInitiator() {
        return found.get(0).source().byInitiator();
    }

    FlowField derivedFrom() {
        return found.get(0).source().encoding().derivedFrom();
    }

    ColumnReader reader(
            Template template, TemplateFormat format, FlowField target, boolean withProtocol) {
        ColumnReader first = found.get(0).reader(template, format, target);
        if (found.size() == 1) {
            return first;
        }
        ColumnReader second = found.get(1).reader(template, format, target);
        if (!first.alwaysPresent() || !second.alwaysPresent()) {
            return first;
        }
        boolean icmp = target == FlowField.ICMP_TYPE || target == FlowField.ICMP_CODE;
        if (icmp && withProtocol) {
            return found.get(0).source().elements().get(0).name().endsWith("IPv6")
                    ? new IcmpOfProtocol(second, first)
                    : new IcmpOfProtocol(first, second);
        }
        return new ColumnReader.EitherFamily(first, second);
    }
}
