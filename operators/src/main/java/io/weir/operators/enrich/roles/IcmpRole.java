package io.weir.operators.enrich.roles;

import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;

/**
 * Who asked, by the type of an ICMP message: who sends a question, who gets an answer, and who gets
 * an error, as that is about something it sent.
 */
final class IcmpRole {

    /** RFC 792, 950, 1256: echo, router solicitation, timestamp, information, address mask. */
    private static final long QUESTIONS = bits(8, 10, 13, 15, 17);

    private static final long ANSWERS = bits(0, 9, 14, 16, 18);

    /** Unreachable, source quench, redirect, time exceeded, parameter problem. */
    private static final long ERRORS = bits(3, 4, 5, 11, 12);

    private static final int FIRST_ICMPV6_MESSAGE = 128;

    /** RFC 4443, 2710, 4861, 4620, 6275: from 128 on. */
    private static final long ICMPV6_QUESTIONS = bits(0, 2, 5, 7, 11, 16);

    private static final long ICMPV6_ANSWERS = bits(1, 3, 6, 8, 12, 17);

    private IcmpRole() {}

    /** A {@link ClientEvidence}; none if the type is neither. */
    static long icmp(int type) {
        if (has(QUESTIONS, type)) {
            return ClientEvidence.source(ClientReason.ICMP_TYPE);
        }
        return has(ANSWERS | ERRORS, type)
                ? ClientEvidence.destination(ClientReason.ICMP_TYPE)
                : ClientEvidence.NONE;
    }

    /** A {@link ClientEvidence}; none if the type is neither. */
    static long icmpv6(int type) {
        int message = type - FIRST_ICMPV6_MESSAGE;
        if (message >= 0 && has(ICMPV6_QUESTIONS, message)) {
            return ClientEvidence.source(ClientReason.ICMP_TYPE);
        }
        // Those below are errors (RFC 4443 §2.1).
        return message < 0 || has(ICMPV6_ANSWERS, message)
                ? ClientEvidence.destination(ClientReason.ICMP_TYPE)
                : ClientEvidence.NONE;
    }

    private static boolean has(long types, int type) {
        return type < Long.SIZE && (types & 1L << type) != 0;
    }

    private static long bits(int... types) {
        long bits = 0;
        for (int type : types) {
            bits |= 1L << type;
        }
        return bits;
    }
}
