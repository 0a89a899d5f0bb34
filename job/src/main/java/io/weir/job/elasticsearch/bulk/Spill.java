package io.weir.job.elasticsearch.bulk;

import java.util.List;
import java.util.Optional;

/**
 * Where requests wait for which memory has no room. It gives them in the order in which they came,
 * and has each until it is removed or replaced. Of one thread, but for what it has.
 */
interface Spill extends AutoCloseable {

    /** Takes a request, or refuses it: there is no room. */
    boolean offer(Bulk bulk);

    /** The next that was not given yet; empty if there is none. */
    Optional<Pending> next();

    /** Whether there is none that was not given yet. */
    boolean isExhausted();

    /** A request that was given waits again, behind all others. */
    void giveBack(SpillFile file);

    /**
     * Has parts of a request that was given in place of it, behind all others.
     *
     * @return those that it does not have: there was no way to write them
     */
    List<Bulk> replace(SpillFile file, List<Bulk> parts);

    /** Forgets a request that was given and is done with. */
    void remove(SpillFile file);

    /** Documents that it has, those included that were given. */
    long documents();

    /** What these take, in octets. */
    long bytes();

    /** Leaves what it has to who comes next. */
    @Override
    void close();
}
