package io.weir.codec.session;

import io.weir.codec.Malformation;
import io.weir.codec.options.OptionsKind;
import io.weir.codec.sflow.CounterSample;
import io.weir.codec.template.Template;

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

    /**
     * A record of an options template said something that it had not said before. Those that are
     * only sent again are not told.
     *
     * <p>{@link io.weir.codec.raw.RawRecordReader#records} makes values by element name of it. All
     * arguments are valid until the call returns.
     *
     * @param bytes of the message
     * @param from the first byte of the record
     * @param to the first byte after the record
     */
    default void optionsRecord(
            ExportMessage message,
            OptionsKind kind,
            Template template,
            byte[] bytes,
            int from,
            int to) {}
}
