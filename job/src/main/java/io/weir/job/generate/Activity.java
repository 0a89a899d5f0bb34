package io.weir.job.generate;

import java.io.IOException;

/** Something that goes on in the network and that routers see as flows. */
interface Activity {

    /**
     * Goes on once: a session, a probe and its answer…
     *
     * @param nowMillis when its flows are exported, Unix milliseconds; they end before
     * @param flows takes one flow or more
     */
    void happen(long nowMillis, FlowConsumer flows) throws IOException;
}
