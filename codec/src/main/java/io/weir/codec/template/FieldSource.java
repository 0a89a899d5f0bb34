package io.weir.codec.template;

import io.weir.codec.element.InformationElement;
import java.util.List;

/**
 * One way to fill a field of the flow record.
 *
 * @param elements that the encoding reads
 * @param byInitiator whether the elements tell the sides of a connection apart by who opened it
 */
record FieldSource(FieldEncoding encoding, List<InformationElement> elements, boolean byInitiator) {

    FieldSource {
        elements = List.copyOf(elements);
    }
}
