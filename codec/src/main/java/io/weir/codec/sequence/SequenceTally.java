package io.weir.codec.sequence;

import java.nio.ByteBuffer;

/** What was counted in a domain. */
final class SequenceTally {

    private final SequenceListener listener;

    /** Of what is received, lost and recovered from now on. */
    SequenceUnit unit = SequenceUnit.UNKNOWN;

    long received;
    long lost;
    long recovered;
    long reordered;
    long duplicated;
    long restarts;
    long wraps;

    SequenceTally(SequenceListener listener) {
        this.listener = listener;
    }

    void received(long units) {
        received += units;
    }

    void lost(long units) {
        lost += units;
        listener.count(
                unit.countsRecords() ? SequenceEvent.RECORDS_LOST : SequenceEvent.DATAGRAMS_LOST,
                units);
    }

    void recovered(long units) {
        recovered += units;
        listener.count(
                unit.countsRecords()
                        ? SequenceEvent.RECORDS_RECOVERED
                        : SequenceEvent.DATAGRAMS_RECOVERED,
                units);
    }

    void reordered(long messages) {
        reordered += messages;
        listener.count(SequenceEvent.REORDERED, messages);
    }

    void duplicated(long messages) {
        duplicated += messages;
        listener.count(SequenceEvent.DUPLICATED, messages);
    }

    void restarted() {
        restarts++;
        listener.count(SequenceEvent.RESTARTED, 1);
    }

    void wrapped() {
        wraps++;
        listener.count(SequenceEvent.WRAPPED, 1);
    }

    void write(ByteBuffer to) {
        to.put((byte) unit.code()).putLong(received).putLong(lost).putLong(recovered);
        to.putLong(reordered).putLong(duplicated).putLong(restarts).putLong(wraps);
    }

    void read(ByteBuffer from) {
        unit = SequenceUnit.ofCode(from.get());
        received = from.getLong();
        lost = from.getLong();
        recovered = from.getLong();
        reordered = from.getLong();
        duplicated = from.getLong();
        restarts = from.getLong();
        wraps = from.getLong();
    }
}
