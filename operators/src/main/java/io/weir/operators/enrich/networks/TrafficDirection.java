package io.weir.operators.enrich.networks;

import java.util.Locale;

/** The way of a flow relative to the operator's networks: ECS {@code network.direction}. */
public enum TrafficDirection {
    /** From outside to inside. */
    INBOUND,
    /** From inside to outside. */
    OUTBOUND,
    /** Both ends are inside. */
    INTERNAL,
    /** Neither end is inside. */
    EXTERNAL,
    /**
     * Neither end is inside, both are on the public Internet, and the operator has said which
     * public networks are the own ones: it passes through. ECS has no word for it.
     */
    TRANSIT;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As documents have it. */
    public String text() {
        return text;
    }
}
