package io.weir.operators.detect;

/**
 * What the life cycle remembers of an alert that is not closed.
 *
 * @param nextCount the count from which on it is told again
 * @param lastSeenMillis receive time of the latest finding
 * @param latest the latest finding
 */
record OpenAlert(
        String id,
        long openedMillis,
        long nextCount,
        long lastSeenMillis,
        Finding latest,
        Course course) {

    private static final long GROWTH = 10;
    private static final long NEVER = Long.MAX_VALUE;

    /**
     * An alert that a finding opens.
     *
     * <p>Its id has the opening in steps of the quiet time. The flow that crosses the threshold is
     * known as closely as flows are summed up only, so that a run that reads them again may open it
     * some moments earlier or later. Longer steps than a pane of 10 s let that change the id less
     * often, and no alert is opened twice in one: between two there is the quiet time.
     */
    static OpenAlert of(Finding finding, long quietMillis) {
        long seen = finding.triggerReceivedMillis();
        return new OpenAlert(
                finding.alertKey() + "/" + Math.floorDiv(seen, quietMillis) * quietMillis,
                seen,
                tenfold(finding),
                seen,
                finding,
                Course.of(finding));
    }

    OpenAlert with(Finding finding) {
        return new OpenAlert(
                id,
                openedMillis,
                nextCount,
                Math.max(lastSeenMillis, finding.triggerReceivedMillis()),
                finding,
                course.with(finding));
    }

    /** Whether the count has grown tenfold since it was told last. */
    boolean hasGrown() {
        return latest.count() >= nextCount && nextCount != NEVER;
    }

    /** The same once its count is told. */
    OpenAlert told() {
        return new OpenAlert(id, openedMillis, tenfold(latest), lastSeenMillis, latest, course);
    }

    Alert toAlert(Alert.Status status, boolean isDryRun) {
        return new Alert(id, status, openedMillis, revision(status), isDryRun, latest, course);
    }

    /** Updates grow tenfold, and so in digits. */
    private long revision(Alert.Status status) {
        return switch (status) {
            case OPEN -> Alert.FIRST_REVISION;
            case UPDATED -> Alert.FIRST_REVISION + Long.toString(latest.count()).length();
            case CLOSED -> Alert.LAST_REVISION;
        };
    }

    private static long tenfold(Finding finding) {
        long count = Math.max(1, finding.count());
        return count <= Long.MAX_VALUE / GROWTH ? count * GROWTH : NEVER;
    }
}
