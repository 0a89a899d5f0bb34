package io.weir.operators.enrich.dns;

/** Whose names are looked up. */
public enum NameScope {
    OFF,
    EXPORTERS,
    ENDPOINTS,
    ALL;

    /** Whether exporters get names. */
    public boolean hasExporters() {
        return this == EXPORTERS || this == ALL;
    }

    /** Whether sources and destinations of flows get names. */
    public boolean hasEndpoints() {
        return this == ENDPOINTS || this == ALL;
    }
}
