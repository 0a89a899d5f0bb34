package io.weir.operators.traffic;

/**
 * The sums of a combination until the next flush, or until there is no room for more keys: then the
 * sums of its dimensions get all. Not thread-safe.
 */
final class CombinedSums implements FlowSums {

    private final KeyedSums sums;

    CombinedSums(Combination combination) {
        sums = new KeyedSums(combination.keyLength(), combination.booking(), this::flush);
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
        sums.derived().forEach(derived -> derived.add(sums.table()));
        sums.clear();
    }
}
