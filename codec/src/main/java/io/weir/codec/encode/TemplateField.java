package io.weir.codec.encode;

/**
 * A field of a template: an information element and the bytes it takes (RFC 7011 §3.2).
 *
 * @param pen the private enterprise number, 0 for IANA's own elements; 32 bits unsigned
 * @param elementId the element, 0 to 32767; in NetFlow v9 the field type (or the scope type), 0 to
 *     65535
 * @param length bytes per value, 0 to 65534, or {@link #VARIABLE_LENGTH}
 */
public record TemplateField(long pen, int elementId, int length) {

    /** The length that says that each value brings its own (RFC 7011 §7). */
    public static final int VARIABLE_LENGTH = 0xffff;

    private static final int MAX_UINT16 = 0xffff;
    private static final long MAX_UINT32 = 0xffff_ffffL;

    public TemplateField {
        require("pen", pen, MAX_UINT32);
        require("element id", elementId, MAX_UINT16);
        require("length", length, MAX_UINT16);
    }

    public static TemplateField iana(int elementId, int length) {
        return new TemplateField(0, elementId, length);
    }

    public static TemplateField enterprise(long pen, int elementId, int length) {
        return new TemplateField(pen, elementId, length);
    }

    boolean isVariableLength() {
        return length == VARIABLE_LENGTH;
    }

    int minLength() {
        return isVariableLength() ? 1 : length;
    }

    private static void require(String what, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(
                    "The " + what + " of a field is 0 to " + max + ", not " + value + ".");
        }
    }
}
