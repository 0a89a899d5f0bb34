package io.weir.operators.traffic;

import java.util.function.IntPredicate;

/** Sums that follow from finer ones. */
record DerivedSums(Derivation derivation, DimensionSums sums) {

    /** Adds all rows of the finer sums. */
    void add(SumsTable finer) {
        for (int row = 0; row < finer.size(); row++) {
            derivation.book(finer, row, sums.sums());
        }
        sums.sums().settle(finer);
    }

    /** Whether its keys have texts. */
    boolean hasTexts() {
        return derivation.coarser().hasTexts();
    }

    /** Gives the keys of a new row of the finer sums their texts, while its flow is at hand. */
    void name(SumsTable finer, int row, BookedFlows flows, int entry) {
        derivation.book(finer, row, sums.sums().namedBy(flows, entry));
    }

    /** The finer sums are to forget some rows. */
    void forget(SumsTable finer, IntPredicate isForgotten) {
        if (!derivation.takesForgotten()) {
            return;
        }
        for (int row = 0; row < finer.size(); row++) {
            if (isForgotten.test(row)) {
                derivation.book(finer, row, sums.sums());
            }
        }
        sums.sums().settle(finer);
    }

    /** The finer sums forgot rows, of which each key had so much at most. */
    void miss(Remainders forgotten, long bound) {
        derivation.miss(forgotten, bound, sums);
    }
}
