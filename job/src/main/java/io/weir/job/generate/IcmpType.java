package io.weir.job.generate;

/** Types and codes of ICMP (RFC 792) and ICMPv6 (RFC 4443). */
final class IcmpType {

    static final int ECHO_REPLY = 0;
    static final int UNREACHABLE = 3;
    static final int ECHO_REQUEST = 8;
    static final int ECHO_REQUEST_V6 = 128;
    static final int ECHO_REPLY_V6 = 129;

    /** Codes of {@link #UNREACHABLE}. */
    static final int HOST_UNREACHABLE = 1;

    static final int PORT_UNREACHABLE = 3;

    /** RFC 1812 §5.2.7. */
    static final int ADMINISTRATIVELY_PROHIBITED = 13;

    private IcmpType() {}
}
