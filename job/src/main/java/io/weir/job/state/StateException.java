package io.weir.job.state;

/** Kept state cannot be used; the message says which, why, and the cure. */
public final class StateException extends Exception {

    private static final long serialVersionUID = 1L;

    StateException(String message) {
        super(message);
    }

    StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
