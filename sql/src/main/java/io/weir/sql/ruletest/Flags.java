package io.weir.sql.ruletest;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * TCP flags of a flow by their letters: F, S, R, P, A, U, E, C.
 *
 * @param bits as in the header
 */
record Flags(int bits) {

    private static final String LETTERS = "FSRPAUEC";

    /** Those of a whole session. */
    static final Flags SESSION = parse("FSPA");

    @JsonCreator
    static Flags parse(String text) {
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int bit = LETTERS.indexOf(text.charAt(i));
            if (bit < 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' has flags other than the letters " + LETTERS);
            }
            bits |= 1 << bit;
        }
        return new Flags(bits);
    }
}
