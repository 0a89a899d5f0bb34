package io.weir.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.job.embedded.Balance;
import io.weir.job.generate.SimulationTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came of a demo: what was sent, where it went, and what is in the indices.
 *
 * @param flowDocuments in the index, by protocol
 * @param topTalkers documents in the index
 * @param alerts in the index, by rule
 */
public record DemoResult(
        SimulationTotals sent,
        Balance balance,
        Map<String, Long> flowDocuments,
        long topTalkers,
        Map<String, Long> alerts) {

    /**
     * Whether all that was sent is accounted for, and every flow that was decoded is a document.
     */
    public boolean isComplete() {
        return problems().isEmpty();
    }

    /** The balance as one line of JSON, with what was sent. */
    public JsonNode balanceLine() {
        return balance.toJson().put("sent", sent.datagrams());
    }

    /** A summary for people, of several lines. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        "Sent %,d flows in %,d datagrams; received %,d datagrams, lost %,d.%n",
                        sent.flows(), sent.datagrams(), balance.received(), balance.lost()));
        text.append("Indexed flows: ").append(flowDocuments).append('\n');
        text.append("Indexed Top-N documents: ").append(topTalkers).append('\n');
        text.append("Alerts: ").append(alerts);
        problems().forEach(problem -> text.append("\nNOT COMPLETE: ").append(problem));
        return text.toString();
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        long missing = sent.datagrams() - balance.received() - balance.droppedByKernel();
        if (missing != 0) {
            problems.add(missing + " datagrams sent are neither received nor counted as dropped.");
        }
        if (balance.unexplained() != 0) {
            problems.add(balance.unexplained() + " datagrams received are in no account.");
        }
        long indexed = flowDocuments.values().stream().mapToLong(Long::longValue).sum();
        if (indexed != balance.flows()) {
            problems.add(
                    balance.flows() + " flows were decoded, but " + indexed + " are in the index.");
        }
        return problems;
    }
}
