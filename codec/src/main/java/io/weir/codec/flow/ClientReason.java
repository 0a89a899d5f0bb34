package io.weir.codec.flow;

import java.util.Locale;

/**
 * Why one side of a flow is taken for the client, from the strongest evidence to the weakest. Codes
 * are those of state: append only.
 */
public enum ClientReason {
    /** TCP: it sent SYN and never ACK, which only who opens a connection does (RFC 9293 §3.5). */
    SYN(1, 95),
    /** TCP: the other side answered with SYN and ACK. */
    SYN_ACK(2, 95),
    /** The exporter saw who began (IANA element 239). */
    BIFLOW_DIRECTION(3, 95),
    /** The exporter counts by initiator and responder (IANA elements 231, 232, 298, 299). */
    INITIATOR(4, 90),
    /** ICMP: the type is that of a question, of an answer, or of an error. */
    ICMP_TYPE(5, 90),
    /** The port is one that clients have (DHCP). */
    CLIENT_PORT(6, 90),
    /** The other side is a group or everybody. */
    MULTICAST(7, 85),
    /** The exporter's earlier flows taught that the other side is a server on this port. */
    LISTENER(8, 85),
    /** The operator's table says that the other side is a server on this port. */
    APPLICATION_TABLE(9, 80),
    /** The other side's port is a registered one, or one more likely of a server. */
    REGISTERED_PORT(10, 50),
    /** The other side's port is lower, which says little. */
    LOWER_PORT(11, 30),
    /** It is the source of the record, which says next to nothing. */
    RECORD(12, 10);

    private static final ClientReason[] BY_CODE = byCode();

    private final int code;
    private final int confidence;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ClientReason(int code, int confidence) {
        this.code = code;
        this.confidence = confidence;
    }

    /** The stable number of this reason. */
    public int code() {
        return code;
    }

    /** How far it is to be believed if nothing more is known, 0 to 100. */
    public int confidence() {
        return confidence;
    }

    /** The name in documents, such as {@code syn-ack}. */
    public String label() {
        return label;
    }

    /**
     * The reason with this code.
     *
     * @throws IllegalArgumentException if there is no such code
     */
    public static ClientReason ofCode(int code) {
        if (code <= 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("There is no reason with code " + code + ".");
        }
        return BY_CODE[code];
    }

    private static ClientReason[] byCode() {
        ClientReason[] reasons = new ClientReason[values().length + 1];
        for (ClientReason reason : values()) {
            reasons[reason.code] = reason;
        }
        return reasons;
    }
}
