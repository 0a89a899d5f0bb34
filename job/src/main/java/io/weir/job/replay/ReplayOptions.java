package io.weir.job.replay;

import java.nio.file.Path;
import java.util.List;

/**
 * What is replayed, and how.
 *
 * @param files captures, at least one; several are merged by packet time
 * @param rounds how many times, 1 or more
 */
public record ReplayOptions(List<Path> files, ReplayFilter filter, Pace pace, long rounds) {

    /** {@link #rounds} without an end. */
    public static final long FOREVER = Long.MAX_VALUE;

    public ReplayOptions {
        files = List.copyOf(files);
        if (files.isEmpty() || rounds < 1) {
            throw new IllegalArgumentException(
                    "A replay needs a file and a round, not " + files + " and " + rounds + ".");
        }
    }
}
