package io.weir.sql.ruletest;

/**
 * An alert that the flows of a test raised.
 *
 * @param scope empty if there is none
 * @param count what the rule counted when it opened
 * @param opened the end of the window that it opened with, since the beginning of the test
 */
record OpenedAlert(String entity, String scope, int severity, long count, Moment opened) {

    @Override
    public String toString() {
        return entity
                + (scope.isEmpty() ? "" : ", scope " + scope)
                + ", severity "
                + severity
                + ", count "
                + count
                + ", opened at "
                + opened;
    }
}
