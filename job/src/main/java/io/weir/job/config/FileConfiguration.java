package io.weir.job.config;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The files that streams are written to.
 *
 * @param directory the folder that has one for each stream
 * @param rollBytes the size at which a file is finished
 * @param rollInterval the age at which it is
 */
public record FileConfiguration(String directory, long rollBytes, Duration rollInterval)
        implements Serializable {

    static final Key<String> DIRECTORY =
            Key.of(
                    "file.directory",
                    ValueType.text(),
                    "weir-output",
                    "Folder of the files that streams are written to, on each host that runs the"
                            + " job; each stream and day has a folder in it.");

    static final Key<Long> ROLL_SIZE =
            Key.of(
                    "file.roll-size",
                    ValueType.bytes("1MiB", "1GiB"),
                    "128MiB",
                    "Size at which a file is finished, and another one begun.");

    static final Key<Duration> ROLL_INTERVAL =
            Key.of(
                    "file.roll-interval",
                    ValueType.duration("1s", "1d"),
                    "15m",
                    "Age at which a file is finished. It gets its name at the checkpoint behind"
                            + " that.");

    static final List<Key<?>> KEYS = List.of(DIRECTORY, ROLL_SIZE, ROLL_INTERVAL);

    static FileConfiguration from(
            Settings settings, PipelineConfiguration pipeline, StreamsConfiguration streams) {
        List<DocumentStream> written = streams.to(SinkKind.FILE);
        if (!written.isEmpty() && pipeline.checkpointInterval().isZero()) {
            settings.refuse(
                    String.format(
                            "%s: files are finished at checkpoints, and %s is 0s; give an"
                                    + " interval.",
                            StreamsConfiguration.key(written.get(0), SinkKind.FILE).name(),
                            PipelineConfiguration.CHECKPOINT_INTERVAL.name()));
        }
        return new FileConfiguration(
                settings.get(DIRECTORY), settings.get(ROLL_SIZE), settings.get(ROLL_INTERVAL));
    }

    /** The folder of a stream. */
    public Path folder(DocumentStream stream) {
        return Path.of(directory).toAbsolutePath().resolve(stream.spelling());
    }
}
