package io.weir.operators.exporters;

import java.io.Serializable;
import java.time.Duration;

/**
 * When an exporter is silent, when it is forgotten, and what a stop of the job means.
 *
 * @param silentAfter how long nothing came when it is told to be silent; zero tells it never
 * @param remembrance how long nothing came when it is forgotten
 * @param missesWhileStopped whether what is sent while the job does not run is lost: of that, a gap
 *     is told for each exporter
 */
public record ExporterRules(
        Duration silentAfter, Remembrance remembrance, boolean missesWhileStopped)
        implements Serializable {}
