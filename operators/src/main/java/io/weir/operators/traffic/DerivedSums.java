package io.weir.operators.traffic;

/** Sums that follow from those of a finer dimension. */
record DerivedSums(Derivation derivation, DimensionSums sums) {

    /** Adds all rows of the finer sums. */
    void add(SumsTable finer) {
        for (int row = 0; row < finer.size(); row++) {
            derivation.add(finer, row, sums);
        }
    }

    /** What the finer sums forgot is forgotten here too. */
    void forget(SumsTable finer, int row) {
        sums.forget(finer, row);
    }

    /** Each finer key that was forgotten had so much at most. */
    void miss(long bound) {
        sums.miss(derivation.mostMissed(bound));
    }
}
