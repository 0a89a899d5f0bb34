package io.weir.benchmarks.load;

import java.io.IOException;

/** A load run cannot go on; the message says why. */
final class LoadException extends IOException {

    private static final long serialVersionUID = 1L;

    LoadException(String message) {
        super(message);
    }

    LoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
