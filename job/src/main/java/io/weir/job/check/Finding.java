package io.weir.job.check;

/**
 * What a check found.
 *
 * @param what the thing that was tried
 * @param detail what was found and, if it is not well, the cure
 */
public record Finding(Status status, String what, String detail) {

    /** How well it is. */
    public enum Status {
        OK("ok"),
        /** The job runs, but not as well as it could. */
        WARNING("warn"),
        /** The job does not run. */
        FAILED("FAILED");

        private final String word;

        Status(String word) {
            this.word = word;
        }
    }

    public static Finding ok(String what, String detail) {
        return new Finding(Status.OK, what, detail);
    }

    public static Finding warning(String what, String detail) {
        return new Finding(Status.WARNING, what, detail);
    }

    public static Finding failed(String what, String detail) {
        return new Finding(Status.FAILED, what, detail);
    }

    public boolean isFailure() {
        return status == Status.FAILED;
    }

    /** One line for the terminal. */
    @Override
    public String toString() {
        return String.format("%-6s %s: %s", status.word, what, detail);
    }
}
