package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.job.documents.protobuf.ProtobufWriter;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Course;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.detect.Rule;
import io.weir.operators.enrich.ids.FlowId;

/**
 * Writes alerts as messages {@code weir.v1.Alert}, whose schema is in {@code
 * weir/v1/messages.proto}. One instance per thread.
 */
public final class AlertProtobuf {

    private static final int SOURCE = 1;
    private static final int DESTINATION = 2;

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
        if (!finding.isOfHeldBack()) {
            message.putAddress(10, finding.entity());
        }
        message.put(11, finding.role() == Role.SOURCE ? SOURCE : DESTINATION);
        message.put(12, finding.scope());
        message.put(13, AlertDocuments.message(finding));
        message.put(14, finding.windowStart());
        message.put(15, finding.windowEnd());
        message.put(16, finding.triggerReceivedMillis());
        message.put(17, finding.count());
        message.put(18, finding.measure());
        message.put(19, finding.flows());
        message.put(20, finding.packets());
        message.put(21, finding.bytes());
        for (IpAddress peer : finding.peers()) {
            message.putAddress(22, peer);
        }
        for (int port : finding.ports()) {
            message.put(23, port);
        }
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
        message.put(30, course.flows());
        message.put(31, course.packets());
        message.put(32, course.bytes());
    }
}
