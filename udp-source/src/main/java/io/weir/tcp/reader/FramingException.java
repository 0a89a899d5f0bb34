package io.weir.tcp.reader;

import io.weir.tcp.metrics.FramingError;

/** The bytes of a connection are no IPFIX messages. */
final class FramingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FramingError error;

    /**
     * @param found what was found, for the log
     */
    FramingException(FramingError error, String found) {
        super(found, null, false, false); // the place tells nothing: there is only one
        this.error = error;
    }

    FramingError error() {
        return error;
    }
}
