package io.weir.operators.detect;

/**
 * The evidence of a second, once it was judged within the window of its kind.
 *
 * @param isFound whether there was a finding
 */
public record JudgedEvidence(Evidence evidence, boolean isFound) {

    /** Whom it is against. */
    public Suspect suspect() {
        return evidence.suspect();
    }
}
