package io.weir.sql.ruletest;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.weir.codec.IpAddress;
import io.weir.operators.enrich.prefix.AddressRange;

/** An address, a prefix or a range, of which a series of flows takes one after the other. */
record Addresses(AddressRange range) {

    @JsonCreator
    static Addresses parse(String text) {
        AddressRange range = AddressRange.parse(text);
        if (range.first().high() != range.last().high()) {
            throw new IllegalArgumentException("'" + text + "' has more than 2^64 addresses");
        }
        return new Addresses(range);
    }

    /** The address at a place, from the first again after the last. */
    IpAddress at(long place) {
        long count = range.last().low() - range.first().low() + 1;
        long offset = count == 0 ? place : Long.remainderUnsigned(place, count);
        return new IpAddress(range.first().high(), range.first().low() + offset);
    }
}
