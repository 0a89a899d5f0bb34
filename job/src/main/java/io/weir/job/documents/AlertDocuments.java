package io.weir.job.documents;

import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Course;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.detect.Rule;
import io.weir.operators.detect.Sample;
import io.weir.operators.enrich.ids.FlowId;
import java.util.List;
import java.util.Locale;

/** Writes alerts as ECS alert documents. One instance per thread. */
public final class AlertDocuments implements RevisedDocuments<Alert> {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final JsonDocument json = new JsonDocument();
    private final IndexDay index;

    public AlertDocuments(String indexPrefix) {
        index = new IndexDay(indexPrefix + "-alerts-");
    }

    /** The document of a state of an alert, in the index of the day on which it was opened. */
    public IndexedDocument write(Alert alert, long nowMillis) {
        Finding finding = alert.finding();
        json.start();
        json.putTime("@timestamp", alert.openedMillis());
        json.begin("ecs").put("version", "1.5.0").end();
        writeEvent(alert, nowMillis);
        writeRule(finding.rule());
        if (finding.role() == Role.SOURCE && finding.entity() != null) {
            json.begin("source").putAddress("ip", finding.entity()).end();
        } else if (finding.role() == Role.DESTINATION && finding.entity() != null) {
            json.begin("destination").putAddress("ip", finding.entity()).end();
        }
        if (!alert.course().exporters().isEmpty()) {
            json.begin("observer").putAddresses("ip", alert.course().exporters()).end();
        }
        json.put("message", message(finding));
        writeWeir(alert);
        return new IndexedDocument(
                index.of(alert.openedMillis()), alert.id(), alert.revision(), json.finish());
    }

    @Override
    public List<IndexedDocument> documents(Alert alert, long nowMillis) {
        return List.of(write(alert, nowMillis));
    }

    private void writeEvent(Alert alert, long nowMillis) {
        Finding finding = alert.finding();
        json.begin("event").put("kind", "alert").put("id", alert.id());
        json.put("module", "weir").put("dataset", "weir.alerts");
        json.put("category", "network").put("type", "info");
        json.put("severity", finding.rule().severity());
        json.putTime("start", alert.course().startMillis());
        if (alert.status() == Alert.Status.CLOSED) {
            json.putTime("end", alert.course().endMillis());
            json.put("duration", alert.course().durationMillis() * NANOS_PER_MILLI);
        }
        json.putTime("created", finding.triggerReceivedMillis());
        json.putTime("ingested", nowMillis);
        json.end();
    }

    private void writeRule(Rule rule) {
        json.begin("rule").put("id", rule.id()).put("name", rule.name());
        json.put("category", rule.category()).end();
        if (rule.technique() != null) {
            json.begin("threat").put("framework", "MITRE ATT&CK");
            json.begin("technique").put("id", rule.technique()).end().end();
        }
    }

    /** What happened, in a sentence that also {@code analyze} prints. */
    public static String message(Finding finding) {
        if (finding.isOfHeldBack()) {
            return finding.rule().name() + ": " + finding.count() + " more alerts held back";
        }
        return finding.rule().name()
                + ": "
                + about(finding)
                + ", "
                + finding.count()
                + " "
                + finding.measure();
    }

    private static String about(Finding finding) {
        if (finding.entity() == null) {
            return finding.scope();
        }
        String scope = finding.scope().isEmpty() ? "" : " (" + finding.scope() + ")";
        return finding.entity() + scope;
    }

    private void writeWeir(Alert alert) {
        Finding finding = alert.finding();
        json.begin("weir");
        json.put("status", alert.status().name().toLowerCase(Locale.ROOT));
        json.put("revision", alert.revision());
        if (alert.isDryRun()) {
            json.put("dry_run", true);
        }
        json.begin("window");
        json.putTime("start", finding.windowStart()).putTime("end", finding.windowEnd()).end();
        json.begin("trigger").putTime("received", finding.triggerReceivedMillis()).end();
        json.begin("evidence");
        json.put("count", finding.count());
        json.put("flows", finding.traffic().flows());
        json.put("packets", finding.traffic().packets());
        json.put("bytes", finding.traffic().bytes());
        if (finding.receivedBytes() > 0) {
            json.put("received_bytes", finding.receivedBytes());
        }
        if (finding.measure().equals("ports")) {
            json.put("ports", finding.count());
        }
        writeSample(finding);
        Course course = alert.course();
        json.putAddresses("exporters", course.exporters());
        if (!course.flowIds().isEmpty()) {
            json.putStrings("flow_ids", course.flowIds().stream().map(FlowId::toString).toList());
        }
        json.end();
        json.begin("peak").put("count", course.count());
        json.put("flows", course.traffic().flows());
        json.put("packets", course.traffic().packets());
        json.put("bytes", course.traffic().bytes());
        json.end().end();
    }

    private void writeSample(Finding finding) {
        Sample sample = finding.sample();
        if (sample.hosts() > 0) {
            json.put("hosts", sample.hosts());
        }
        if (!sample.peers().isEmpty()) {
            json.putAddresses(peers(finding), sample.peers());
        }
        if (!sample.ports().isEmpty()) {
            json.putNumbers("target_ports", sample.ports());
        }
    }

    private static String peers(Finding finding) {
        if (finding.isOfHeldBack()) {
            return "entities";
        }
        return finding.role() == Role.SOURCE ? "targets" : "sources";
    }
}
