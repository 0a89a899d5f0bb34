package io.weir.operators.detect;

import java.io.Serializable;
import java.util.Objects;

/**
 * What an alert says of the rule that raised it.
 *
 * @param id kebab-case, unique and telling
 * @param name a short title for people
 * @param category scan, flood, reflection, icmp, brute-force, signature, spoofing, threat, anomaly
 *     or policy
 * @param severity 1 (lowest) to 100
 * @param technique the MITRE ATT&CK technique id, null if there is none
 */
public record Rule(String id, String name, String category, int severity, String technique)
        implements Serializable {

    public Rule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(category, "category");
        if (severity < 1 || severity > 100) {
            throw new IllegalArgumentException(
                    "The severity of rule " + id + " is " + severity + ", not 1 to 100.");
        }
    }
}
