package io.weir.job.elasticsearch.bulk;

import io.weir.job.retry.Reminder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what becomes of documents on disk. */
final class SpillLog {

    private static final Logger LOG = LoggerFactory.getLogger(SpillLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final String stream;
    private final Reminder notSpilled;

    SpillLog(String stream, Clock clock) {
        this.stream = stream;
        notSpilled = new Reminder(clock, PAUSE);
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
        if (notSpilled.isDue()) {
            LOG.error(
                    "No documents of {} can be put to {} ({}). Look at the disk"
                            + " (elasticsearch.spill-dir).",
                    stream,
                    folder,
                    problem.toString());
        }
    }

    void full(Path folder, long usableBytes) {
        if (notSpilled.isDue()) {
            LOG.warn(
                    "No documents of {} are put to {}: the {} MiB that its disk has left are for"
                            + " others (elasticsearch.spill-size).",
                    stream,
                    folder,
                    usableBytes >> 20);
        }
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
