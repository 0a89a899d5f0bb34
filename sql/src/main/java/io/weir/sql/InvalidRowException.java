package io.weir.sql;

/** A row of a rule's query that is no finding. Carries no stack trace: rows can be many. */
final class InvalidRowException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidRowException(String message) {
        super(message, null, false, false);
    }
}
