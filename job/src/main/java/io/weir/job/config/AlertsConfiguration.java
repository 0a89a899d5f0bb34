package io.weir.job.config;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/** Who is told of alerts, besides Elasticsearch. */
public record AlertsConfiguration(WebhookConfiguration webhook, SyslogConfiguration syslog)
        implements Serializable {

    static final List<Key<?>> KEYS =
            Stream.of(WebhookConfiguration.KEYS, SyslogConfiguration.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    static AlertsConfiguration from(Settings settings) {
        return new AlertsConfiguration(
                WebhookConfiguration.from(settings), SyslogConfiguration.from(settings));
    }
}
