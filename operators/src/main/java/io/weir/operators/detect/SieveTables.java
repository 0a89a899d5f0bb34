package io.weir.operators.detect;

/**
 * What the sieves of a subtask have in common.
 *
 * @param ports those that they look for
 * @param seconds gates for what comes within a second
 * @param panes gates for what comes within a pane
 */
record SieveTables(WatchedPorts ports, VolumeGates seconds, VolumeGates panes) {

    /** Of sieves to come. */
    static SieveTables empty() {
        return new SieveTables(new WatchedPorts(), VolumeGates.ofSeconds(), VolumeGates.ofPanes());
    }
}
