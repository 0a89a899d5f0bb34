package io.weir.job.generate;

import java.util.List;

/** Several scenarios under one name, or none: then there is normal traffic alone. */
record ScenarioGroup(String name, String description, List<SingleScenario> parts)
        implements Scenario {

    ScenarioGroup {
        parts = List.copyOf(parts);
    }
}
