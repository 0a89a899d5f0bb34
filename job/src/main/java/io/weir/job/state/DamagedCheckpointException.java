package io.weir.job.state;

import java.io.IOException;
import java.nio.file.Path;

/** A checkpoint that cannot be read: it was not finished, or a part of it is missing. */
final class DamagedCheckpointException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedCheckpointException(Path folder, String reason) {
        super(folder + " " + reason);
    }
}
