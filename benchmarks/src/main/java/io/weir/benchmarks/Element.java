package io.weir.benchmarks;

import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import java.util.random.RandomGenerator;

/**
 * An information element as exporters send it.
 *
 * @param pen its enterprise, 0 for IANA
 * @param length in bytes, or {@link TemplateField#VARIABLE_LENGTH}
 * @param otherLength a second length that is found in practice; the same if there is none
 */
record Element(ElementKind kind, long pen, int id, int length, int otherLength) {

    static Element of(ElementKind kind, int id, int length) {
        return new Element(kind, 0, id, length, length);
    }

    static Element of(ElementKind kind, int id, int length, int otherLength) {
        return new Element(kind, 0, id, length, otherLength);
    }

    Element inOtherLength() {
        return new Element(kind, pen, id, otherLength, length);
    }

    TemplateField field() {
        return new TemplateField(pen, id, length);
    }

    void write(RandomGenerator random, WireBuffer to) {
        kind.write(length, random, to);
    }
}
