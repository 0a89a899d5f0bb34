package io.weir.codec.template;

/**
 * One field specifier of a template (RFC 7011 §3.2, RFC 3954 §5.2).
 *
 * @param enterprise the private enterprise number; 0 for IANA and NetFlow v9 elements
 * @param element the information element without the enterprise bit, 0 to 65,535
 * @param length in bytes, or {@link #VARIABLE_LENGTH}
 */
public record TemplateField(long enterprise, int element, int length) {

    /** The length of a field whose length stands in each record (RFC 7011 §7). */
    public static final int VARIABLE_LENGTH = 65_535;

    public boolean isVariableLength() {
        return length == VARIABLE_LENGTH;
    }
}
