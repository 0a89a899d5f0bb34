package io.weir.operators.detect;

/**
 * What the life cycle remembers of an alert that is not closed.
 *
 * @param revision of the state that was emitted last
 * @param nextCount the count from which on it is told again
 * @param lastSeenMillis receive time of the latest finding
 * @param latest the latest finding
 */
record OpenAlert(
        String id,
        long openedMillis,
        long revision,
        long nextCount,
        long lastSeenMillis,
        Finding latest) {

    Alert toAlert(Alert.Status status) {
        return new Alert(id, status, openedMillis, revision, latest);
    }
}
