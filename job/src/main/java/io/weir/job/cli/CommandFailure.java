package io.weir.job.cli;

/** A command cannot go on, for a reason that its message tells in full. Exit code 1. */
final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
