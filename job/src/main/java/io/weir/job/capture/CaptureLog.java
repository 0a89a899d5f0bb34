package io.weir.job.capture;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of a capture that was read what became of its packets, and whether it is whole. */
public final class CaptureLog {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureLog.class);

    private CaptureLog() {}

    /** Logs the end of a file. */
    public static void ended(Path file, CaptureStatistics statistics) {
        if (statistics.cutAt().isPresent()) {
            LOG.warn(
                    "{} ends inside a packet at offset {}; what comes before it is used.",
                    file,
                    statistics.cutAt().getAsLong());
        }
        LOG.info(
                "{}: {} packets, {} datagrams, skipped {}.",
                file,
                statistics.packets(),
                statistics.datagrams(),
                statistics.skipped());
    }
}
