package io.weir.sql;

/** A rule that cannot be used: which file, and what is wrong where. */
public final class RuleException extends Exception {

    private static final long serialVersionUID = 1L;

    RuleException(String source, String problem) {
        this(source, problem, null);
    }

    RuleException(String source, String problem, Throwable cause) {
        super("Rule " + source + ": " + problem, cause);
    }
}
