package io.weir.operators.traffic;

/**
 * What keys had that were forgotten before they got to their bucket.
 *
 * @param most that any of them had of what ranks are made by
 */
record Remainder(long most, Traffic traffic) {

    static final Remainder NONE = new Remainder(0, Traffic.NONE);
}
