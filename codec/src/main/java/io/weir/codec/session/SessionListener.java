package io.weir.codec.session;

import io.weir.codec.Malformation;
import io.weir.codec.sflow.CounterSample;

/** Hears what happens in sessions beside the flows: what is to be counted and logged. */
public interface SessionListener {

    /**
     * A datagram is malformed, or a part of it. Called at most once per datagram, with the first
     * finding; flows decoded from the rest of it are in the batch all the same.
     *
     * @param offset of the finding, from the start of the datagram
     */
    void malformed(Malformation reason, int offset);

    /** A template that was not known came. */
    void templateAdded();

    /** A known template came with another layout. */
    void templateRedefined();

    /**
     * The exporter withdrew a template that is known (RFC 7011 §8.1). It is forgotten, or kept
     * where the {@link Transport} says that withdrawals do not count.
     */
    void templateWithdrawn();

    /** A template was not received again for too long. */
    void templateExpired();

    /** A template was not stored because its exporter has as many as it may. */
    void templateRefused();

    /**
     * A data set came whose template is not known; its records are lost.
     *
     * @param bytes of the set without its header
     */
    void setWithoutTemplate(long domain, int templateId, int bytes);

    /** Records that describe the exporter, not flows. */
    void optionsRecords(int records);

    /** The counters of an interface or another source of an sFlow agent. */
    default void counterSample(CounterSample sample) {}
}
