package io.weir.codec.template;

/** How the values of a structured element relate to its record (RFC 6313 §4.4). */
public enum ListSemantic {
    NONE_OF(0, "noneOf"),
    EXACTLY_ONE_OF(1, "exactlyOneOf"),
    ONE_OR_MORE_OF(2, "oneOrMoreOf"),
    ALL_OF(3, "allOf"),
    ORDERED(4, "ordered"),
    UNDEFINED(255, "undefined"),
    /** A code that IANA has not assigned. */
    UNASSIGNED(-1, "unassigned");

    private static final ListSemantic[] VALUES = values();

    private final int code;
    private final String label;

    ListSemantic(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The name in IANA's registry of structured data types semantics. */
    public String label() {
        return label;
    }

    /** Whether all that the list holds is said to be so of the record that the list is in. */
    public boolean holdsForAll() {
        return this == ALL_OF || this == ORDERED || this == UNDEFINED;
    }

    static ListSemantic ofCode(int code) {
        for (ListSemantic semantic : VALUES) {
            if (semantic.code == code) {
                return semantic;
            }
        }
        return UNASSIGNED;
    }
}
