package io.weir.operators.detect;

/** Why a source cannot be where it comes from. */
enum Forgery {
    BOGON(1),
    OWN_PREFIX(2),
    FOREIGN(3);

    private final int number;

    Forgery(int number) {
        this.number = number;
    }

    /** What observations have for it: must not change. */
    int number() {
        return number;
    }
}
