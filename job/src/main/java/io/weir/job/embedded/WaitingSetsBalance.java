package io.weir.job.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.session.SessionCounter;
import io.weir.operators.decode.DecodeMetric;

/**
 * Where the data sets of a run went that came before their template.
 *
 * @param restored data sets that an earlier run had left waiting
 * @param waiting those that were left when the job was stopped; while it runs, those that wait
 * @param sessions has what became of the others
 */
public record WaitingSetsBalance(long restored, long waiting, SessionBalance sessions) {

    static WaitingSetsBalance of(JobCounters counters, SessionBalance sessions) {
        return new WaitingSetsBalance(
                counters.sum(DecodeMetric.WAITING_SETS_RESTORED.id()),
                counters.sum(DecodeMetric.WAITING_SETS.id()),
                sessions);
    }

    /** Data sets that came before their template. */
    public long came() {
        return sessions.count(SessionCounter.SETS_WITHOUT_TEMPLATE);
    }

    /** Sets that are in no account; while the job runs, those under way. */
    public long unexplained() {
        return came()
                + restored
                - sessions.count(SessionCounter.WAITING_SETS_DECODED)
                - sessions.count(SessionCounter.WAITING_SETS_MALFORMED)
                - sessions.count(SessionCounter.WAITING_SETS_EXPIRED)
                - sessions.count(SessionCounter.WAITING_SETS_REFUSED)
                - waiting;
    }

    /** Adds to the section what the counters of sessions do not say. */
    void addTo(ObjectNode balance) {
        ObjectNode sets = balance.withObjectProperty("waiting_sets");
        sets.put("restored", restored);
        sets.put("waiting", waiting);
        sets.put("unexplained", unexplained());
    }
}
