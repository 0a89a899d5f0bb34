package io.weir.sql.ruletest;

/** Tests that cannot be run: a file of tests or its rule is wrong. */
public final class RuleTestException extends Exception {

    private static final long serialVersionUID = 1L;

    public RuleTestException(String message) {
        super(message);
    }

    public RuleTestException(String message, Throwable cause) {
        super(message, cause);
    }
}
