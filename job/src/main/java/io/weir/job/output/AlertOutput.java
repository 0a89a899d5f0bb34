package io.weir.job.output;

import io.weir.job.config.AlertSelection;
import io.weir.job.config.AlertsConfiguration;
import io.weir.job.config.SyslogConfiguration;
import io.weir.job.config.WebhookConfiguration;
import io.weir.job.delivery.AlertEncoder;
import io.weir.job.delivery.AlertSink;
import io.weir.job.delivery.DeliveryLimits;
import io.weir.job.delivery.Receiver;
import io.weir.job.delivery.syslog.SyslogEncoder;
import io.weir.job.delivery.syslog.SyslogReceiver;
import io.weir.job.delivery.webhook.Webhook;
import io.weir.job.delivery.webhook.WebhookEncoder;
import io.weir.job.pipeline.PipelineStreams;
import java.time.Duration;
import java.util.List;

/** Tells of alerts by webhooks and by syslog, whoever is configured. */
public final class AlertOutput implements Output {

    /** The names of the sinks, by which their metrics are found. */
    public static final String WEBHOOK_SINK = "alerts to webhooks";

    public static final String SYSLOG_SINK = "alerts to syslog";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LAST_WAIT = Duration.ofSeconds(30);

    private final AlertsConfiguration configuration;

    public AlertOutput(AlertsConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void attach(PipelineStreams streams) {
        WebhookConfiguration webhook = configuration.webhook();
        SyslogConfiguration syslog = configuration.syslog();
        attach(
                streams,
                WEBHOOK_SINK,
                webhook.selection(),
                new WebhookEncoder(),
                Webhook.of(webhook),
                limits(webhook.bufferBytes(), webhook.timeout()));
        attach(
                streams,
                SYSLOG_SINK,
                syslog.selection(),
                new SyslogEncoder(syslog.facility(), syslog.enterprise()),
                SyslogReceiver.of(syslog),
                limits(syslog.bufferBytes(), syslog.timeout()));
    }

    /** In one subtask: alerts are few, and so the states of each stay in order. */
    private static void attach(
            PipelineStreams streams,
            String name,
            AlertSelection selection,
            AlertEncoder encoder,
            List<Receiver> receivers,
            DeliveryLimits limits) {
        if (!receivers.isEmpty()) {
            streams.alerts()
                    .sinkTo(new AlertSink(selection, encoder, receivers, limits))
                    .name(name)
                    .uid(name.replace(' ', '-'))
                    .setParallelism(1);
        }
    }

    private static DeliveryLimits limits(long waitingBytes, Duration timeout) {
        return new DeliveryLimits(waitingBytes, timeout, FIRST_PAUSE, LONGEST_PAUSE, LAST_WAIT);
    }
}
