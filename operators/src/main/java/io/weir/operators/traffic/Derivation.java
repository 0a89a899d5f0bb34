package io.weir.operators.traffic;

import io.weir.codec.IpAddress;
import io.weir.operators.Sums;

/**
 * The dimensions whose sums follow from those of a finer one: where both are summed up, flows are
 * booked once, and the coarser sums are made of the finer ones when these are handed out.
 */
enum Derivation {
    /** Of flows whose client and server are known; others are booked as conversations. */
    CONVERSATION(
            Dimension.CONVERSATION, Dimension.CLIENT_SERVER, KeyBooking::conversationOfUnknown) {

        @Override
        boolean isPossible(Series coarser, Series finer) {
            return finer.handOutsBeforeForgetting() >= coarser.handOutsBeforeForgetting();
        }

        @Override
        void add(SumsTable finer, int row, DimensionSums to) {
            long high = finer.key(row, 0);
            long low = finer.key(row, 1);
            long otherHigh = finer.key(row, 2);
            long otherLow = finer.key(row, 3);
            if (IpAddress.compare(high, low, otherHigh, otherLow) <= 0) {
                to.add(finer, row, high, low, otherHigh, otherLow);
            } else {
                to.add(finer, row, otherHigh, otherLow, high, low);
            }
        }

        /** Either of the two may be the server. */
        @Override
        long mostMissed(long bound) {
            return Sums.add(bound, bound);
        }
    },

    COUNTRY(Dimension.COUNTRY, Dimension.WAY, Booking.NONE) {

        /** There is no bound of how many ways have the same country. */
        @Override
        boolean isPossible(Series coarser, Series finer) {
            return finer.handOutsBeforeForgetting() == Integer.MAX_VALUE;
        }

        @Override
        void add(SumsTable finer, int row, DimensionSums to) {
            to.add(finer, row, WayKey.countryKey(finer.key(row, 0)), 0, 0, 0);
        }

        @Override
        long mostMissed(long bound) {
            throw new IllegalStateException("Ways are not forgotten.");
        }
    };

    private final Dimension coarser;
    private final Dimension finer;

    @SuppressWarnings("ImmutableEnumChecker") // Methods without state.
    private final Booking rest;

    Derivation(Dimension coarser, Dimension finer, Booking rest) {
        this.coarser = coarser;
        this.finer = finer;
        this.rest = rest;
    }

    Dimension coarser() {
        return coarser;
    }

    Dimension finer() {
        return finer;
    }

    /** Books what the finer sums do not have. */
    Booking rest() {
        return rest;
    }

    /** Whether nothing of the coarser sums is lost: series of the two dimensions. */
    abstract boolean isPossible(Series coarser, Series finer);

    /** Adds a row of the finer sums. */
    abstract void add(SumsTable finer, int row, DimensionSums to);

    /** How much a coarser key lacks when each of the finer ones lacks up to so much. */
    abstract long mostMissed(long bound);
}
