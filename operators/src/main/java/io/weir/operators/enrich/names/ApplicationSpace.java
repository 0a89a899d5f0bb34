package io.weir.operators.enrich.names;

import java.util.Locale;

/** Whose numbers application ids are, as ElastiFlow 4 calls it in {@code app_id.srctype.yml}. */
public enum ApplicationSpace {
    CISCO_NBAR2(1),
    FORTINET(2),
    VELOCLOUD(3);

    private static final ApplicationSpace[] BY_NUMBER = {null, CISCO_NBAR2, FORTINET, VELOCLOUD};

    private final int number;

    ApplicationSpace(int number) {
        this.number = number;
    }

    /** Stands for the space in tables; 0 is none. */
    int number() {
        return number;
    }

    /** The space of a number; null for 0. */
    static ApplicationSpace of(int number) {
        return BY_NUMBER[number];
    }

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
