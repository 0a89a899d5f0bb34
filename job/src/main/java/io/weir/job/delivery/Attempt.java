package io.weir.job.delivery;

/**
 * What became of handing a parcel over.
 *
 * @param reason why it was not taken; empty if it was
 */
public record Attempt(Verdict verdict, String reason) {

    /** What is to be done next. */
    public enum Verdict {
        /** The receiver has it. */
        TAKEN,
        /** The receiver will never take it. */
        REFUSED,
        /** The receiver cannot take this one now, though it may take others. */
        NOT_NOW,
        /** The receiver cannot take anything now. */
        UNAVAILABLE
    }

    public static Attempt taken() {
        return new Attempt(Verdict.TAKEN, "");
    }

    public static Attempt refused(String reason) {
        return new Attempt(Verdict.REFUSED, reason);
    }

    public static Attempt notNow(String reason) {
        return new Attempt(Verdict.NOT_NOW, reason);
    }

    public static Attempt unavailable(String reason) {
        return new Attempt(Verdict.UNAVAILABLE, reason);
    }
}
