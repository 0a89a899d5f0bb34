package io.weir.operators.traffic;

import io.weir.codec.IpAddress;
import io.weir.operators.Sums;

/**
 * The dimensions whose sums follow from finer ones: flows are booked once, and the coarser sums are
 * made of the finer ones when these are handed on.
 */
enum Derivation {
    EXPORTER(Dimension.EXPORTER, Combination.EXPORTER_INTERFACES) {

        @Override
        void book(SumsTable finer, int row, DerivedKeySink to) {
            to.add(finer, row, finer.key(row, 0), finer.key(row, 1), 0, 0, KeyText.NONE);
        }
    },

    INTERFACE(Dimension.INTERFACE, Combination.EXPORTER_INTERFACES) {

        @Override
        void book(SumsTable finer, int row, DerivedKeySink to) {
            long high = finer.key(row, 0);
            long low = finer.key(row, 1);
            long in = finer.key(row, 2);
            long out = finer.key(row, 3);
            if (in != KeyBooking.NO_INTERFACE) {
                to.add(finer, row, high, low, in, KeyBooking.INWARDS, KeyBooking::nameIn);
            }
            if (out != KeyBooking.NO_INTERFACE) {
                to.add(finer, row, high, low, out, KeyBooking.OUTWARDS, KeyBooking::nameOut);
            }
        }
    },

    SERVICE(Dimension.SERVICE, Combination.WAY_SERVICE_APPLICATION) {

        @Override
        void book(SumsTable finer, int row, DerivedKeySink to) {
            long service = finer.key(row, 1);
            if (service != ServiceKey.NONE) {
                to.add(finer, row, service, 0, 0, 0, KeyText.NONE);
            }
        }
    },

    APPLICATION(Dimension.APPLICATION, Combination.WAY_SERVICE_APPLICATION) {

        @Override
        void book(SumsTable finer, int row, DerivedKeySink to) {
            to.add(finer, row, finer.key(row, 2), 0, 0, 0, ApplicationKeys::text);
        }
    },

    AS(Dimension.AS, Dimension.AS_PAIR) {

        @Override
        void book(SumsTable finer, int row, DerivedKeySink to) {
            long from = finer.key(row, 0);
            long destination = finer.key(row, 1);
            to.add(finer, row, from, KeyBooking.AS_SOURCE, 0, 0, KeyBooking::organizationFrom);
            to.add(
                    finer,
                    row,
                    destination,
                    KeyBooking.AS_DESTINATION,
                    0,
                    0,
                    KeyBooking::organizationTo);
        }
    },

    WAY(Dimension.WAY, Combination.WAY_SERVICE_APPLICATION) {

        @Override
        void book(SumsTable finer, int row, DerivedKeySink to) {
            to.add(finer, row, finer.key(row, 0), 0, 0, 0, KeyText.NONE);
        }
    },

    COUNTRY(Dimension.COUNTRY, Combination.WAY_SERVICE_APPLICATION) {

        @Override
        void book(SumsTable finer, int row, DerivedKeySink to) {
            to.add(finer, row, WayKey.countryKey(finer.key(row, 0)), 0, 0, 0, KeyText.NONE);
        }
    },

    /** Of flows whose client and server are known; others are booked as conversations. */
    CONVERSATION(Dimension.CONVERSATION, Dimension.CLIENT_SERVER) {

        @Override
        boolean isPossible(Series coarser, Series finer) {
            return finer.handOutsBeforeForgetting() >= coarser.handOutsBeforeForgetting();
        }

        @Override
        void book(SumsTable finer, int row, DerivedKeySink to) {
            long high = finer.key(row, 0);
            long low = finer.key(row, 1);
            long otherHigh = finer.key(row, 2);
            long otherLow = finer.key(row, 3);
            if (IpAddress.compare(high, low, otherHigh, otherLow) <= 0) {
                to.add(finer, row, high, low, otherHigh, otherLow, KeyText.NONE);
            } else {
                to.add(finer, row, otherHigh, otherLow, high, low, KeyText.NONE);
            }
        }

        @Override
        Booking rest() {
            return KeyBooking::conversationOfUnknown;
        }

        /** They are as many as pairs: what is too small there is too small here. */
        @Override
        boolean takesForgotten() {
            return false;
        }

        /** Either of the two may be the server. */
        @Override
        void miss(Remainders forgotten, long bound, DimensionSums to) {
            to.miss(forgotten, Sums.add(bound, bound));
        }
    };

    private final Dimension coarser;

    @SuppressWarnings("ImmutableEnumChecker") // One of two enums.
    private final Grouping finer;

    Derivation(Dimension coarser, Grouping finer) {
        this.coarser = coarser;
        this.finer = finer;
    }

    Dimension coarser() {
        return coarser;
    }

    Grouping finer() {
        return finer;
    }

    /** Whether nothing of the coarser sums is lost: series of two dimensions. */
    boolean isPossible(Series coarserSeries, Series finerSeries) {
        return true;
    }

    /** Books a row of the finer sums under the coarser keys. */
    abstract void book(SumsTable finerSums, int row, DerivedKeySink to);

    /** Books what the finer sums do not have. */
    Booking rest() {
        return Booking.NONE;
    }

    /** Whether the coarser sums get what the finer ones forget, before they do. */
    boolean takesForgotten() {
        return true;
    }

    /** The finer sums forgot rows, of which each key had so much at most. */
    void miss(Remainders forgotten, long bound, DimensionSums to) {}
}
