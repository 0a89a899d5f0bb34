package io.weir.job.cli;

/** The innermost reason of a failure: Flink wraps what went wrong many times. */
final class FailureText {

    private FailureText() {}

    static String of(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message != null ? message : innermost.getClass().getSimpleName();
    }
}
