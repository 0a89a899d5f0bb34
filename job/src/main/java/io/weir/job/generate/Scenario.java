package io.weir.job.generate;

import java.util.List;

/** What happens in a simulation besides normal traffic: one attack or look-alike, or several. */
interface Scenario {

    /** The name on the command line, kebab-case. */
    String name();

    /** What happens, in a few words for the help. */
    String description();

    /** What it consists of; empty for normal traffic alone. */
    List<SingleScenario> parts();
}
