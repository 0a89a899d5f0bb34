package io.weir.codec.normalise;

import static io.weir.codec.BigEndian.unsigned;
import static io.weir.codec.BigEndian.unsigned32;
import static io.weir.codec.BigEndian.unsigned8;

/**
 * Application identifiers as {@link io.weir.codec.flow.FlowField#APPLICATION_ID} holds them: the
 * classification engine in the top 8 bits, its selector in the others (RFC 6759 §4). The selector
 * of engine 20 has the private enterprise number in 32 bits above the enterprise's own 24.
 */
public final class ApplicationId {

    /** Ports that IANA has assigned; the selector is the port. */
    public static final int IANA_LAYER_4 = 3;

    /** Layer 7 applications that a private enterprise numbers. */
    public static final int ENTERPRISE_LAYER_7 = 20;

    /** The fewest octets of an id on the wire. */
    public static final int MIN_LENGTH = 2;

    /** The most octets of an id on the wire. */
    public static final int MAX_LENGTH = 9;

    private static final int MAX_SELECTOR = 7;
    private static final int ENTERPRISE_LENGTH = 4;
    private static final int ENGINE_SHIFT = 56;
    private static final int ENTERPRISE_SHIFT = 24;
    private static final long MAX_ENTERPRISE_SELECTOR = 0xff_ffffL;
    private static final long MAX_ENTERPRISE = 0xffff_ffffL;
    private static final long FORTINET = 12_356;

    private ApplicationId() {}

    /**
     * The id of an application.
     *
     * @param engine 0 to 255
     * @param selector 56 bits
     */
    public static long of(int engine, long selector) {
        return (long) engine << ENGINE_SHIFT | selector;
    }

    /**
     * An application that an enterprise numbers.
     *
     * @param selector 24 bits
     */
    public static long ofEnterprise(long enterprise, long selector) {
        return of(ENTERPRISE_LAYER_7, enterprise << ENTERPRISE_SHIFT | selector);
    }

    /**
     * Reads element 95 (RFC 6759 §4): the classification engine in one octet, then the selector; of
     * engine 20 a private enterprise number in four octets between them, and a selector of up to
     * three octets, or of four with a zero first, as Fortinet's.
     *
     * @param absent the result where the length is none of an application id, or the selector not
     */
    public static long read(byte[] bytes, int at, int length, long absent) {
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return absent;
        }
        int engine = unsigned8(bytes, at);
        if (engine == ENTERPRISE_LAYER_7 && length > 1 + ENTERPRISE_LENGTH) {
            int selectorAt = at + 1 + ENTERPRISE_LENGTH;
            long selector = unsigned(bytes, selectorAt, length - 1 - ENTERPRISE_LENGTH);
            return selector > MAX_ENTERPRISE_SELECTOR
                    ? absent
                    : ofEnterprise(unsigned32(bytes, at + 1), selector);
        }
        return length - 1 > MAX_SELECTOR ? absent : of(engine, unsigned(bytes, at + 1, length - 1));
    }

    /** The classification engine, 0 to 255. */
    public static int engine(long id) {
        return (int) (id >>> ENGINE_SHIFT);
    }

    /** What the engine, or of engine 20 the enterprise, calls the application. */
    public static long selector(long id) {
        return engine(id) == ENTERPRISE_LAYER_7
                ? id & MAX_ENTERPRISE_SELECTOR
                : id & (1L << ENGINE_SHIFT) - 1;
    }

    /** The private enterprise number of an id of engine 20, else 0. */
    public static long enterprise(long id) {
        return engine(id) == ENTERPRISE_LAYER_7 ? id >>> ENTERPRISE_SHIFT & MAX_ENTERPRISE : 0;
    }

    /**
     * Engine and selector as ElastiFlow 4 writes them: {@code 13..453}, with an enterprise {@code
     * 20..12356..41}. Of Fortinet, whose applications it lists as {@code 0..41}, so.
     */
    public static String text(long id) {
        long enterprise = enterprise(id);
        if (enterprise == FORTINET) {
            return "0.." + selector(id);
        }
        return enterprise == 0
                ? engine(id) + ".." + selector(id)
                : engine(id) + ".." + enterprise + ".." + selector(id);
    }
}
