package io.weir.job.state;

import java.nio.file.Path;

/**
 * Local paths as Flink writes them: as URIs, but nothing in them is escaped, so that a space stays
 * one.
 */
public final class FlinkPath {

    private FlinkPath() {}

    /** As Flink takes it in its configuration. */
    public static String of(Path path) {
        return new org.apache.flink.core.fs.Path(path.toUri()).toString();
    }

    /** What Flink returned. */
    public static Path toPath(String address) {
        return Path.of(new org.apache.flink.core.fs.Path(address).getPath());
    }
}
