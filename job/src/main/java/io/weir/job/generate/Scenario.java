package io.weir.job.generate;

import java.util.List;
import java.util.SplittableRandom;

/** What happens in a simulation besides normal traffic. */
interface Scenario {

    /** The name on the command line, kebab-case. */
    String name();

    /** What happens, in a few words for the help. */
    String description();

    /** The attacks, new ones for each run. Each takes its own random numbers from the given. */
    List<Attack> attacks(Network network, SplittableRandom random);
}
