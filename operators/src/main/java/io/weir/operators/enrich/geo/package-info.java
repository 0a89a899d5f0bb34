/**
 * Where an address is and whose: City (or Country) and ASN databases in the MaxMind DB format
 * (version 2.0 of its specification). {@link io.weir.operators.enrich.geo.GeoDatabase} gives ids on
 * the way of the flows, which sinks resolve to a {@link io.weir.operators.enrich.geo.Place} and an
 * {@link io.weir.operators.enrich.geo.AutonomousSystem}. The names come from the operator's
 * databases; nothing of them is in this code.
 */
package io.weir.operators.enrich.geo;
