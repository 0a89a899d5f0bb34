package io.weir.codec.template;

import io.weir.codec.element.InformationElement;
import io.weir.codec.flow.FlowField;
import java.util.List;

/**
 * What an encoding reads in the records of a template.
 *
 * @param fields where its elements are in the template
 * @param elements in the order of the encoding's arguments
 * @param target the field that is filled
 */
record Operands(
        Template template,
        TemplateFormat format,
        List<Integer> fields,
        List<InformationElement> elements,
        FlowField target) {

    int field() {
        return field(0);
    }

    int field(int operand) {
        return fields.get(operand);
    }

    /** The bytes of the first element in a record, or {@link TemplateField#VARIABLE_LENGTH}. */
    int length() {
        return length(0);
    }

    int length(int operand) {
        return template.fields().get(fields.get(operand)).length();
    }

    /** Whether all elements have a fixed length that a number can have. */
    boolean areNumbers() {
        for (int operand = 0; operand < fields.size(); operand++) {
            if (length(operand) < 1 || length(operand) > Long.BYTES) {
                return false;
            }
        }
        return true;
    }

    long enterprise() {
        return elements.get(0).space().number();
    }
}
