package io.weir.operators.traffic;

/** Sums that follow from finer ones. */
record DerivedSums(Derivation derivation, DimensionSums sums) {

    /** Adds all rows of the finer sums. */
    void add(SumsTable finer) {
        for (int row = 0; row < finer.size(); row++) {
            derivation.book(finer, row, sums.sums());
        }
    }

    /** Whether its keys have texts. */
    boolean hasTexts() {
        return derivation.coarser().hasTexts();
    }

    /** Gives the keys of a new row of the finer sums their texts, while its flow is at hand. */
    void name(SumsTable finer, int row, BookedFlows flows, int entry) {
        derivation.book(finer, row, sums.sums().namedBy(flows, entry));
    }

    /** The finer sums forget a row. */
    void forget(SumsTable finer, int row) {
        derivation.forget(finer, row, sums.sums());
    }

    /** The finer sums forgot rows, of which each key had so much at most. */
    void miss(Remainders forgotten, long bound) {
        derivation.miss(forgotten, bound, sums);
    }
}
