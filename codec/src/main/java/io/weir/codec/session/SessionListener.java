package io.weir.codec.session;

import io.weir.codec.Malformation;
import io.weir.codec.sflow.CounterSample;

/** Hears what happens in sessions beside the flows: what is to be counted and logged. */
public interface SessionListener {

    /** Counts something; also what other methods of this listener tell more of. */
    void count(SessionCounter counter, long amount);

    /**
     * A datagram is malformed, or a part of it. Called at most once per datagram, with the first
     * finding; flows decoded from the rest of it are in the batch all the same.
     *
     * @param offset of the finding, from the start of the datagram
     */
    void malformed(Malformation reason, int offset);

    /**
     * A data set came whose template is not known. It waits if there is room.
     *
     * @param bytes of the set without its header
     */
    default void setWithoutTemplate(long domain, int templateId, int bytes) {}

    /**
     * A data set that waited for its template is malformed; flows decoded from the rest of it are
     * in the batch all the same. Its datagram was counted when it came.
     */
    default void waitingSetMalformed(long domain, int templateId, Malformation reason) {}

    /** The counters of an interface or another source of an sFlow agent. */
    default void counterSample(CounterSample sample) {}
}
