package io.weir.job.elasticsearch.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what becomes of documents on disk. */
final class SpillLog {

    private static final Logger LOG = LoggerFactory.getLogger(SpillLog.class);
    private static final long REMINDER_MILLIS = Duration.ofSeconds(30).toMillis();

    private final String stream;
    private final Clock clock;
    private long toldMillis = Long.MIN_VALUE;

    SpillLog(String stream, Clock clock) {
        this.stream = stream;
        this.clock = clock;
    }

    void found(Path folder, long documents, long bytes) {
        LOG.info(
                "Found {} documents ({} KiB) of {} in {} that were not written before; they are"
                        + " sent now.",
                documents,
                bytes >> 10,
                stream,
                folder);
    }

    void unreadable(Path folder, IOException problem) {
        LOG.error(
                "{} cannot be used ({}): documents of {} that are there stay there. Give this user"
                        + " the right to read and write it (elasticsearch.spill-dir).",
                folder,
                problem.toString(),
                stream);
    }

    void failed(Path folder, IOException problem) {
        if (isDue()) {
            LOG.error(
                    "No documents of {} can be put to {} ({}). Look at the disk"
                            + " (elasticsearch.spill-dir).",
                    stream,
                    folder,
                    problem.toString());
        }
    }

    void full(Path folder, long usableBytes) {
        if (isDue()) {
            LOG.warn(
                    "No documents of {} are put to {}: the {} MiB that its disk has left are for"
                            + " others (elasticsearch.spill-size).",
                    stream,
                    folder,
                    usableBytes >> 20);
        }
    }

    private boolean isDue() {
        long now = clock.millis();
        if (toldMillis != Long.MIN_VALUE && now - toldMillis < REMINDER_MILLIS) {
            return false;
        }
        toldMillis = now;
        return true;
    }

    void lost(SpillFile file, IOException problem) {
        LOG.error(
                "{} documents of {} on disk are lost: {} {}.",
                file.documents(),
                stream,
                file.path(),
                problem.getMessage());
    }

    void notDeleted(SpillFile file, IOException problem) {
        LOG.warn(
                "{} cannot be deleted ({}): if it stays, its documents of {} are sent once more"
                        + " after the next start.",
                file.path(),
                problem.toString(),
                stream);
    }
}
