package io.weir.operators.enrich.geo;

/**
 * Who announces an address.
 *
 * @param number 1 to 4,294,967,295
 * @param organization its name, null if the database has none
 */
public record AutonomousSystem(long number, String organization) {}
