package io.weir.job.capture;

/** Why a packet of a capture gave no datagram. */
public enum SkipReason {
    /** The link type is none of Ethernet, Linux cooked, raw IP and null/loopback. */
    UNKNOWN_LINK_TYPE("unknown link type"),
    /** ARP, LLDP and the like. */
    NOT_IP("not IP"),
    NOT_UDP("not UDP"),
    /** The capture kept only the first bytes of the packet (its snap length). */
    TRUNCATED("truncated by the snap length"),
    /** A header or a length in it does not fit the packet. */
    MALFORMED("malformed headers"),
    /** A fragment whose datagram never became complete, or that overlaps another. */
    FRAGMENT_WITHOUT_REST("fragment without its rest");

    private final String text;

    SkipReason(String text) {
        this.text = text;
    }

    /** The reason in words, to print. */
    @Override
    public String toString() {
        return text;
    }
}
