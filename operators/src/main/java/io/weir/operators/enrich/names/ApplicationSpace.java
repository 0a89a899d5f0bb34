package io.weir.operators.enrich.names;

import java.util.Locale;

/** Whose numbers application ids are, as ElastiFlow 4 calls it in {@code app_id.srctype.yml}. */
public enum ApplicationSpace {
    CISCO_NBAR2,
    FORTINET,
    VELOCLOUD;

    /**
     * The space that ElastiFlow calls so.
     *
     * @throws IllegalArgumentException if there is none
     */
    static ApplicationSpace of(String text) {
        for (ApplicationSpace space : values()) {
            if (space.name().toLowerCase(Locale.ROOT).equals(text)) {
                return space;
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is none of cisco_nbar2, fortinet, velocloud");
    }
}
