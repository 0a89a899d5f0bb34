package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.job.documents.protobuf.ProtobufWriter;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Course;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Rule;
import io.weir.operators.enrich.ids.FlowId;

/**
 * Writes alerts as messages {@code weir.v1.Alert}, whose schema is in {@code
 * weir/v1/messages.proto}. One instance per thread.
 */
public final class AlertProtobuf {

    private final ProtobufWriter message = new ProtobufWriter();

    /** The message of a state of an alert. */
    public KeyedMessage write(Alert alert) {
        message.start();
        message.put(1, alert.id());
        message.put(2, alert.revision());
        message.put(3, number(alert.status()));
        message.put(4, alert.openedMillis());
        writeRule(alert.finding().rule());
        writeFinding(alert.finding());
        message.put(26, alert.isDryRun());
        writeCourse(alert.course());
        return new KeyedMessage(alert.id(), message.finish());
    }

    private static int number(Alert.Status status) {
        return switch (status) {
            case OPEN -> 1;
            case UPDATED -> 2;
            case CLOSED -> 3;
        };
    }

    private void writeRule(Rule rule) {
        message.put(5, rule.id());
        message.put(6, rule.name());
        message.put(7, rule.category());
        message.put(8, rule.severity());
        message.put(9, rule.technique());
    }

    private void writeFinding(Finding finding) {
        if (finding.entity() != null) {
            message.putAddress(10, finding.entity());
        }
        message.put(11, finding.role().code());
        message.put(12, finding.scope());
        message.put(13, AlertDocuments.message(finding));
        message.put(14, finding.windowStart());
        message.put(15, finding.windowEnd());
        message.put(16, finding.triggerReceivedMillis());
        message.put(17, finding.count());
        message.put(18, finding.measure());
        message.put(19, finding.traffic().flows());
        message.put(20, finding.traffic().packets());
        message.put(21, finding.traffic().bytes());
        for (IpAddress peer : finding.sample().peers()) {
            message.putAddress(22, peer);
        }
        for (int port : finding.sample().ports()) {
            message.put(23, port);
        }
        message.put(33, finding.sample().hosts());
        message.put(34, finding.receivedBytes());
    }

    private void writeCourse(Course course) {
        for (IpAddress exporter : course.exporters()) {
            message.putAddress(24, exporter);
        }
        for (FlowId flow : course.flowIds()) {
            message.put(25, flow.toString());
        }
        message.put(27, course.startMillis());
        message.put(28, course.endMillis());
        message.put(29, course.count());
        message.put(30, course.traffic().flows());
        message.put(31, course.traffic().packets());
        message.put(32, course.traffic().bytes());
    }
}
