package io.weir.operators.traffic;

import io.weir.operators.tables.RowFinder;

/**
 * The sums of a combination until the next flush, or until there is no room for more keys: then the
 * sums of its dimensions get all. Not thread-safe.
 */
final class CombinedSums implements FlowSums {

    private final KeyedSums sums;

    /**
     * @param finder may be shared by sums of a thread of which none follows from another
     */
    CombinedSums(Combination combination, RowFinder finder) {
        sums = new KeyedSums(combination.keyLength(), combination.booking(), finder, this::handOn);
    }

    @Override
    public KeyedSums sums() {
        return sums;
    }

    @Override
    public void add(BookedFlows flows) {
        sums.add(flows);
    }

    @Override
    public void flush() {
        sums.settle();
        handOn();
    }

    private void handOn() {
        sums.derived().forEach(derived -> derived.add(sums.table()));
        sums.clear();
    }
}
