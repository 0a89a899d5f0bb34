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
}
