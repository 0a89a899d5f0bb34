package io.weir.job.geoip;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A database that is as new as MaxMind's.
 *
 * @param built when MaxMind built it
 * @param replaced whether it was fetched now; else it was that new already
 */
public record UpdatedDatabase(Path file, Instant built, boolean replaced) {}
