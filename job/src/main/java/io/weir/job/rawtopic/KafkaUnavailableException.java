package io.weir.job.rawtopic;

/** The brokers do not answer, or not as they should. The message says which, why and the cure. */
public final class KafkaUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean transientFailure;

    KafkaUnavailableException(String message, boolean transientFailure, Throwable cause) {
        super(message, cause);
        this.transientFailure = transientFailure;
    }

    /** Whether waiting may help. */
    public boolean isTransient() {
        return transientFailure;
    }
}
