package io.weir.codec.raw;

import io.weir.codec.element.ElementType;
import io.weir.codec.element.InformationElement;

/**
 * What a field is of, as its template says and as the registry explains it.
 *
 * @param enterprise the private enterprise number; 0 for IANA and NetFlow v9, -1 for a scope type
 *     of NetFlow v9
 * @param id 0 to 65,535
 * @param name of the element; {@code <enterprise>.<id>} where the registry does not have it
 * @param type of the element; octetArray where the registry does not have it
 */
public record RawElement(long enterprise, int id, String name, ElementType type) {

    /** Whether the registry has it: names in there have no dot. */
    boolean isKnown() {
        return name.indexOf('.') < 0;
    }

    static RawElement of(long enterprise, int id, InformationElement known) {
        return known == null
                ? new RawElement(enterprise, id, enterprise + "." + id, ElementType.OCTET_ARRAY)
                : new RawElement(enterprise, id, known.name(), known.type());
    }
}
