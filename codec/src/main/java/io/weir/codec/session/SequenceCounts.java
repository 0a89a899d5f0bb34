package io.weir.codec.session;

import io.weir.codec.sequence.SequenceEvent;
import io.weir.codec.sequence.SequenceListener;

/** Counts what happens to sequence numbers among all that a session counts. */
final class SequenceCounts implements SequenceListener {

    private final SessionListener listener;

    SequenceCounts(SessionListener listener) {
        this.listener = listener;
    }

    @Override
    public void count(SequenceEvent event, long amount) {
        listener.count(counter(event), amount);
    }

    private static SessionCounter counter(SequenceEvent event) {
        return switch (event) {
            case DATAGRAMS_LOST -> SessionCounter.SEQUENCE_DATAGRAMS_LOST;
            case DATAGRAMS_RECOVERED -> SessionCounter.SEQUENCE_DATAGRAMS_RECOVERED;
            case RECORDS_LOST -> SessionCounter.SEQUENCE_RECORDS_LOST;
            case RECORDS_RECOVERED -> SessionCounter.SEQUENCE_RECORDS_RECOVERED;
            case REORDERED -> SessionCounter.SEQUENCE_REORDERED;
            case DUPLICATED -> SessionCounter.SEQUENCE_DUPLICATES;
            case RESTARTED -> SessionCounter.SEQUENCE_RESTARTS;
            case WRAPPED -> SessionCounter.SEQUENCE_WRAPS;
            case UNTRACKED -> SessionCounter.SEQUENCE_UNTRACKED;
            case DOMAIN_REPLACED -> SessionCounter.SEQUENCE_DOMAINS_REPLACED;
        };
    }
}
