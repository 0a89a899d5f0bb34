package io.weir.operators.enrich;

/** Whose word on the autonomous system of an address goes first. */
public enum AsOrder {
    /** What the exporter tells by its routes, then the database. */
    EXPORTER_FIRST,
    /** What the database tells, then the exporter: for exporters that tell the neighbour's. */
    GEOIP_FIRST
}
