package io.weir.codec.raw;

import io.weir.codec.template.ListSemantic;
import java.util.List;

/** What the bytes of a field mean by the type of its element. */
public sealed interface RawValue {

    /** An integer of 64 bits without a sign: values from 2^63 on are negative. */
    record Unsigned(long bits) implements RawValue {}

    record Signed(long number) implements RawValue {}

    record Float32(float number) implements RawValue {}

    record Float64(double number) implements RawValue {}

    record Truth(boolean value) implements RawValue {}

    /** A string, an address, or bytes in hexadecimal that have no other meaning. */
    record Text(String text) implements RawValue {}

    /**
     * A basicList (RFC 6313 §4.5.1).
     *
     * @param element that all values are of
     */
    record BasicList(ListSemantic semantic, RawElement element, List<RawValue> values)
            implements RawValue {}

    /** A subTemplateList (RFC 6313 §4.5.2). */
    record SubTemplateList(ListSemantic semantic, Group group) implements RawValue {}

    /** A subTemplateMultiList (RFC 6313 §4.5.3). */
    record SubTemplateMultiList(ListSemantic semantic, List<Group> groups) implements RawValue {}

    /** Records of one template within a list. */
    sealed interface Group {

        /** The id of the template. */
        int template();
    }

    record KnownGroup(int template, List<List<RawField>> records) implements Group {}

    /**
     * Records whose template is not known.
     *
     * @param hex all of them
     */
    record UnknownGroup(int template, String hex) implements Group {}
}
