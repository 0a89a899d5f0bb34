package io.weir.job.delivery.syslog;

import io.weir.job.config.SyslogFacility;
import io.weir.job.delivery.AlertEncoder;
import io.weir.job.documents.AlertDocuments;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Finding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Alerts as syslog messages (RFC 5424 §6). The structured data has what tells alerts apart, the
 * text is the sentence that also the document of the alert has.
 */
public final class SyslogEncoder implements AlertEncoder {

    private static final long serialVersionUID = 1L;

    private static final String APP_NAME = "weir";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final int facility;
    private final String structuredDataName;
    private transient String host;
    private transient String process;

    /**
     * @param enterprise the private enterprise number in the name of the structured data
     */
    public SyslogEncoder(SyslogFacility facility, int enterprise) {
        this.facility = facility.code();
        this.structuredDataName = "weir@" + enterprise;
    }

    @Override
    public void open() {
        host = hostName();
        process = Long.toString(ProcessHandle.current().pid());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    @Override
    public byte[] encode(Alert alert, long nowMillis) {
        Finding finding = alert.finding();
        String status = alert.status().name().toLowerCase(Locale.ROOT);
        int severity = finding.rule().severity();
        SyslogMessage message = new SyslogMessage(facility, SyslogSeverity.of(severity).code());
        message.header(TIMESTAMP.format(Instant.ofEpochMilli(nowMillis)), host, APP_NAME, process);
        message.type("alert-" + status);
        message.beginData(structuredDataName)
                .parameter("id", alert.id())
                .parameter("revision", Long.toString(alert.revision()))
                .parameter("rule", finding.rule().id())
                .parameter("severity", Integer.toString(severity))
                .parameter("status", status);
        if (finding.entity() != null) {
            message.parameter("entity", finding.entity().toString());
        }
        if (!finding.scope().isEmpty()) {
            message.parameter("scope", finding.scope());
        }
        return message.endData().text(AlertDocuments.message(finding));
    }
}
