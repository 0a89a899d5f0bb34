package io.weir.codec.element;

/**
 * Who numbers an element: IANA, an enterprise by its private enterprise number, or NetFlow v9,
 * which has numbers of its own beside those that became IANA's.
 *
 * @param number the private enterprise number, 1 to 2^32 - 1; 0 for IANA; negative for what is not
 *     an enterprise
 */
public record ElementSpace(long number) {

    public static final ElementSpace IANA = new ElementSpace(0);

    /** The scope types of NetFlow v9 options templates (RFC 3954 §6.1). */
    public static final ElementSpace NETFLOW_V9_SCOPE = new ElementSpace(-1);

    /** NetFlow v9 field types that IANA did not take over with this meaning. */
    public static final ElementSpace NETFLOW_V9 = new ElementSpace(-2);

    /** Elements of the direction from destination to source (RFC 5103 §6.1). */
    public static final ElementSpace REVERSE = new ElementSpace(29_305);

    /**
     * Field types of NetFlow v9 above 32,767, less 32,768: how converters put them into IPFIX,
     * whose field specifiers have 15 bits for them.
     */
    public static final ElementSpace CONVERTED_NETFLOW_V9 = new ElementSpace(0xffff_ffffL);

    private static final String IANA_LABEL = "iana";
    private static final String NETFLOW_V9_LABEL = "netflow9";
    private static final String NETFLOW_V9_SCOPE_LABEL = "netflow9-scope";
    private static final long HIGHEST_ENTERPRISE = 0xffff_ffffL;

    /**
     * How files of elements call it: {@code iana}, {@code netflow9}, {@code netflow9-scope}, else
     * the private enterprise number.
     */
    public String label() {
        if (equals(IANA)) {
            return IANA_LABEL;
        }
        if (equals(NETFLOW_V9)) {
            return NETFLOW_V9_LABEL;
        }
        return equals(NETFLOW_V9_SCOPE) ? NETFLOW_V9_SCOPE_LABEL : Long.toString(number);
    }

    /** The space of this {@link #label}, or null if the text is none. */
    static ElementSpace ofLabel(String label) {
        return switch (label) {
            case IANA_LABEL -> IANA;
            case NETFLOW_V9_LABEL -> NETFLOW_V9;
            case NETFLOW_V9_SCOPE_LABEL -> NETFLOW_V9_SCOPE;
            default -> {
                long number = DecimalText.parse(label, HIGHEST_ENTERPRISE);
                yield number > 0 ? new ElementSpace(number) : null;
            }
        };
    }
}
