package io.weir.operators.traffic;

import java.util.function.Supplier;

/**
 * The keys of several dimensions at a time. Flows have few combinations of these, so that to book
 * flows once, and now and then each combination in its dimensions, takes less time.
 */
enum Combination implements Grouping {
    /** The exporter's address, the index of the interface in and of the one out. */
    EXPORTER_INTERFACES(4, () -> KeyBooking::exporterInterfaces),

    /** The keys of the way, of the service and of the application. */
    WAY_SERVICE_APPLICATION(3, () -> new ApplicationKeys()::wayServiceAndApplication);

    private final int keyLength;

    @SuppressWarnings("ImmutableEnumChecker") // Constructors and methods without state.
    private final Supplier<Booking> bookings;

    Combination(int keyLength, Supplier<Booking> bookings) {
        this.keyLength = keyLength;
        this.bookings = bookings;
    }

    /** How many longs a key has: 1 to 4. */
    int keyLength() {
        return keyLength;
    }

    /** What books flows under their keys, for one thread. */
    Booking booking() {
        return bookings.get();
    }
}
