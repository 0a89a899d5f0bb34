package io.weir.codec.element;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The abstract data types of information elements (RFC 7011 §6.1, RFC 6313 §4.5, RFC 9740). */
public enum ElementType {
    OCTET_ARRAY("octetArray"),
    UNSIGNED_8("unsigned8"),
    UNSIGNED_16("unsigned16"),
    UNSIGNED_32("unsigned32"),
    UNSIGNED_64("unsigned64"),
    SIGNED_8("signed8"),
    SIGNED_16("signed16"),
    SIGNED_32("signed32"),
    SIGNED_64("signed64"),
    FLOAT_32("float32"),
    FLOAT_64("float64"),
    BOOLEAN("boolean"),
    MAC_ADDRESS("macAddress"),
    STRING("string"),
    DATE_TIME_SECONDS("dateTimeSeconds"),
    DATE_TIME_MILLISECONDS("dateTimeMilliseconds"),
    DATE_TIME_MICROSECONDS("dateTimeMicroseconds"),
    DATE_TIME_NANOSECONDS("dateTimeNanoseconds"),
    IPV4_ADDRESS("ipv4Address"),
    IPV6_ADDRESS("ipv6Address"),
    BASIC_LIST("basicList"),
    SUB_TEMPLATE_LIST("subTemplateList"),
    SUB_TEMPLATE_MULTI_LIST("subTemplateMultiList"),
    UNSIGNED_256("unsigned256");

    private static final Map<String, ElementType> BY_LABEL =
            Stream.of(values()).collect(Collectors.toMap(ElementType::label, Function.identity()));

    private final String label;

    ElementType(String label) {
        this.label = label;
    }

    /** The name of the type in the IANA registry. */
    public String label() {
        return label;
    }

    /** Whether values of this type hold other values (RFC 6313). */
    public boolean isList() {
        return this == BASIC_LIST || this == SUB_TEMPLATE_LIST || this == SUB_TEMPLATE_MULTI_LIST;
    }

    /** The type of this name, or null if there is none. */
    static ElementType ofLabel(String label) {
        return BY_LABEL.get(label);
    }
}
