package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How long and how many templates are kept.
 *
 * @param expireAfter the time after which a template that was not sent again is forgotten
 * @param perExporter the most templates of one exporter
 * @param perSubtask the most templates of all exporters that one subtask decodes
 */
public record TemplatesConfiguration(Duration expireAfter, int perExporter, int perSubtask)
        implements Serializable {

    static final Key<Duration> EXPIRE_AFTER =
            Key.of(
                    "templates.expire-after",
                    ValueType.duration("1m", "365d"),
                    "24h",
                    "A template that its exporter has not sent again for this long is forgotten.");

    static final Key<Integer> PER_EXPORTER =
            Key.of(
                    "templates.per-exporter",
                    ValueType.integer(1, 65536),
                    "4096",
                    "Templates kept of one exporter; further ones are refused and counted.");

    static final Key<Integer> PER_SUBTASK =
            Key.of(
                    "templates.per-subtask",
                    ValueType.integer(1, 100_000_000),
                    "1000000",
                    "Templates kept of all exporters that one subtask decodes; further ones are"
                            + " refused and counted.");

    static final List<Key<?>> KEYS = List.of(EXPIRE_AFTER, PER_EXPORTER, PER_SUBTASK);

    static TemplatesConfiguration from(Settings settings) {
        return new TemplatesConfiguration(
                settings.get(EXPIRE_AFTER), settings.get(PER_EXPORTER), settings.get(PER_SUBTASK));
    }
}
