package io.weir.job.elasticsearch.bulk;

import java.util.List;
import java.util.Optional;

/** Memory is all there is. */
final class NoSpill implements Spill {

    @Override
    public boolean offer(Bulk bulk) {
        return false;
    }

    @Override
    public Optional<Pending> next() {
        return Optional.empty();
    }

    @Override
    public boolean isExhausted() {
        return true;
    }

    @Override
    public void giveBack(SpillFile file) {
        throw neverGiven(file);
    }

    @Override
    public List<Bulk> replace(SpillFile file, List<Bulk> parts) {
        throw neverGiven(file);
    }

    @Override
    public void remove(SpillFile file) {
        throw neverGiven(file);
    }

    private static IllegalStateException neverGiven(SpillFile file) {
        return new IllegalStateException(file + " was never given.");
    }

    @Override
    public long documents() {
        return 0;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void close() {}
}
