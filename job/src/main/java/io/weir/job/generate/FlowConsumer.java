package io.weir.job.generate;

import java.io.IOException;

/** Takes flows as they are made. */
@FunctionalInterface
interface FlowConsumer {
    void accept(SimulatedFlow flow) throws IOException;
}
