package io.weir.job.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.session.SessionCounter;
import io.weir.operators.decode.DecodeMetric;

/**
 * Where the data sets of a run went that came before their template.
 *
 * @param came data sets that came before their template
 * @param restored data sets that an earlier run had left waiting
 * @param decoded those that were decoded when their template came
 * @param malformed those that had a fault then
 * @param expired those that waited for too long, or whose exporter was forgotten
 * @param refused those that there was no room for
 * @param waiting those that were left when the job was stopped; while it runs, those that wait
 */
public record WaitingSetsBalance(
        long came,
        long restored,
        long decoded,
        long malformed,
        long expired,
        long refused,
        long waiting) {

    static WaitingSetsBalance of(JobCounters counters) {
        return new WaitingSetsBalance(
                counters.sum(SessionCounter.SETS_WITHOUT_TEMPLATE.id()),
                counters.sum(DecodeMetric.WAITING_SETS_RESTORED.id()),
                counters.sum(SessionCounter.WAITING_SETS_DECODED.id()),
                counters.sum(SessionCounter.WAITING_SETS_MALFORMED.id()),
                counters.sum(SessionCounter.WAITING_SETS_EXPIRED.id()),
                counters.sum(SessionCounter.WAITING_SETS_REFUSED.id()),
                counters.sum(DecodeMetric.WAITING_SETS.id()));
    }

    /** Sets that are in no account; while the job runs, those under way. */
    public long unexplained() {
        return came + restored - decoded - malformed - expired - refused - waiting;
    }

    void addTo(ObjectNode records) {
        records.put("sets_without_template", came);
        ObjectNode sets = records.putObject("waiting_sets");
        sets.put("restored", restored);
        sets.put("decoded", decoded);
        sets.put("malformed", malformed);
        sets.put("expired", expired);
        sets.put("refused", refused);
        sets.put("waiting", waiting);
        sets.put("unexplained", unexplained());
    }
}
