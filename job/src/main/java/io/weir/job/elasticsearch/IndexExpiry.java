package io.weir.job.elasticsearch;

import io.weir.job.config.DocumentStream;
import io.weir.job.config.WeirConfiguration;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes daily indices that are older than their stream is kept, by the day in their names. Names
 * that are not exactly prefix, stream and day are somebody else's.
 */
public final class IndexExpiry {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu.MM.dd").withResolverStyle(ResolverStyle.STRICT);

    private final String prefix;
    private final Map<DocumentStream, Integer> retentionDays;
    private final Clock clock;

    public IndexExpiry(WeirConfiguration configuration, Clock clock) {
        prefix = configuration.elasticsearch().indexPrefix();
        retentionDays = configuration.streams().retentionDays();
        this.clock = clock;
    }

    /** Whether any stream is not kept for good. */
    public boolean deletesAny() {
        return !retentionDays.isEmpty();
    }

    /** The names of indices that are too old, by stream, the oldest first. */
    public List<String> expired(ElasticsearchClient client)
            throws ElasticsearchException, InterruptedException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<String> expired = new ArrayList<>();
        for (Map.Entry<DocumentStream, Integer> kept : retentionDays.entrySet()) {
            String stem = prefix + "-" + kept.getKey().spelling() + "-";
            LocalDate oldest = today.minusDays(kept.getValue());
            client.indices(stem + "*").stream()
                    .filter(name -> day(stem, name).filter(day -> day.isBefore(oldest)).isPresent())
                    .sorted()
                    .forEach(expired::add);
        }
        return expired;
    }

    static Optional<LocalDate> day(String stem, String name) {
        try {
            return name.startsWith(stem)
                    ? Optional.of(LocalDate.parse(name.substring(stem.length()), DAY))
                    : Optional.empty();
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
