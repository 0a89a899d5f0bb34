package io.weir.job.generate;

import java.util.List;

/** What attacks and look-alikes there were, and what the exporters told of each. */
final class GroundTruth {

    private final List<ActorTruth> instances;

    GroundTruth(List<Attack> attacks) {
        instances = attacks.stream().map(ActorTruth::new).toList();
    }

    /** A flow of an instance was exported with these counters. */
    void exported(SimulatedFlow flow, long packets, long octets) {
        instances.get(flow.instance()).exported(flow, packets, octets);
    }

    /** The datagram of a flow that was exported did not arrive. */
    void lost(int instance, long packets, long octets) {
        instances.get(instance).lost(packets, octets);
    }

    List<ActorTruth> instances() {
        return instances;
    }
}
