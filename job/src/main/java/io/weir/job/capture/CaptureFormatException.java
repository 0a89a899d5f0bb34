package io.weir.job.capture;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A capture file does not hold what its format asks for. The message names file, offset (of the
 * uncompressed content), what was expected there and what was found.
 */
public final class CaptureFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long offset;

    CaptureFormatException(Path file, long offset, String expected, String found) {
        super(
                file
                        + " is damaged or not a capture: at offset "
                        + offset
                        + " expected "
                        + expected
                        + ", found "
                        + found
                        + ".");
        this.offset = offset;
    }

    /** Where the unexpected bytes start, counted from the start of the uncompressed content. */
    public long offset() {
        return offset;
    }
}
