package io.weir.operators.traffic;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * What traffic is summed up by. The keys of a dimension are one to four longs; some have a text
 * besides, by which people know them.
 */
public enum Dimension implements Grouping {
    /** The exporter: its address. */
    EXPORTER(1, 2, () -> KeyBooking::exporter),
    /** An interface: the exporter's address, the index, 0 for traffic in and 1 for out. */
    INTERFACE(2, 4, () -> KeyBooking::interfaces),
    /** The service: {@link ServiceKey}. */
    SERVICE(3, 1, () -> KeyBooking::service),
    /** The application: the hash of its name, 0 for none. */
    APPLICATION(4, 1, () -> new ApplicationKeys()::application),
    /** An autonomous system: its number, 0 where it is not known; 0 as source, 1 as destination. */
    AS(5, 2, () -> KeyBooking::systems),
    /** The way: {@link WayKey}. */
    WAY(6, 1, () -> KeyBooking::way),
    /** DSCP, 64 where it is not known. */
    DSCP(7, 1, () -> KeyBooking::dscp),
    /** A VLAN of an exporter: its address, the number. */
    VLAN(8, 3, () -> KeyBooking::vlan),
    /** The OR of TCP flags of TCP flows. */
    TCP_FLAGS(9, 1, () -> KeyBooking::tcpFlags),
    /** The site of an inside network: the hash of its name; 0 as source, 1 as destination. */
    SITE(10, 2, () -> new LabelBooking(label -> label.site())),
    /** The tenant of an inside network, likewise. */
    TENANT(11, 2, () -> new LabelBooking(label -> label.tenant())),

    /** The address of the client. */
    CLIENT(20, 2, () -> KeyBooking::client),
    /** The address of the server. */
    SERVER(21, 2, () -> KeyBooking::server),
    /** The address that sent. */
    SOURCE(22, 2, () -> KeyBooking::source),
    /** The address that was sent to. */
    DESTINATION(23, 2, () -> KeyBooking::destination),
    /** The address of either end: each flow counts for both. */
    HOST(24, 2, () -> KeyBooking::hosts),
    /** Both addresses, the lower one first. */
    CONVERSATION(25, 4, () -> KeyBooking::conversation),
    /** The addresses of client and server. */
    CLIENT_SERVER(26, 4, () -> KeyBooking::clientServer),
    /** The numbers of the autonomous systems of source and destination, 0 for one not known. */
    AS_PAIR(27, 2, () -> KeyBooking::systemPair),
    /** The country of the remote end: two letters, 0 where it is not known. */
    COUNTRY(28, 1, () -> KeyBooking::country);

    private static final int LARGEST_CODE = 127;
    private static final Dimension[] BY_CODE = byCode();

    private final int code;
    private final int keyLength;

    @SuppressWarnings("ImmutableEnumChecker") // Constructors and methods without state.
    private final Supplier<Booking> bookings;

    Dimension(int code, int keyLength, Supplier<Booking> bookings) {
        this.code = code;
        this.keyLength = keyLength;
        this.bookings = bookings;
    }

    /** Stands for the dimension in state and on the wire: 1 to 127, never another's. */
    public int code() {
        return code;
    }

    /** Its name in configuration and documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many longs a key has: 1 to 4. */
    public int keyLength() {
        return keyLength;
    }

    /** Whether keys are nearly as many as flows. */
    public boolean isPairOfHosts() {
        return this == CONVERSATION || this == CLIENT_SERVER;
    }

    /** Whether keys are addresses of hosts. */
    public boolean isHost() {
        return switch (this) {
            case CLIENT, SERVER, SOURCE, DESTINATION, HOST -> true;
            default -> false;
        };
    }

    /** Whether people know its keys by texts. */
    boolean hasTexts() {
        return switch (this) {
            case INTERFACE, APPLICATION, AS, SITE, TENANT -> true;
            default -> false;
        };
    }

    /** What books flows under their keys, for one thread. */
    Booking booking() {
        return bookings.get();
    }

    /**
     * The dimension with this code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Dimension ofCode(int code) {
        Dimension dimension = code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (dimension == null) {
            throw new IllegalArgumentException(
                    "Dimension " + code + " is not known: the state is of a newer build.");
        }
        return dimension;
    }

    private static Dimension[] byCode() {
        Dimension[] byCode = new Dimension[LARGEST_CODE + 1];
        for (Dimension dimension : values()) {
            byCode[dimension.code] = dimension;
        }
        return byCode;
    }
}
