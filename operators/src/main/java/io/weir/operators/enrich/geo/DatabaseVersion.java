package io.weir.operators.enrich.geo;

import java.time.Instant;

/**
 * Which database something was found in.
 *
 * @param type as the database calls itself, such as {@code GeoLite2-City}
 * @param built when its vendor built it
 */
public record DatabaseVersion(String type, Instant built) {}
