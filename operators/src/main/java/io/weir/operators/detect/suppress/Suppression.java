package io.weir.operators.detect.suppress;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.prefix.AddressRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * One line of the file: findings that open no alert.
 *
 * @param line where it stands, from 1
 * @param rule id of the rule, null for all
 * @param entities addresses that findings are about, null for all
 * @param scope of the findings, null for any
 * @param until when it ends, null for never
 * @param reason why
 */
public record Suppression(
        int line,
        @Nullable String rule,
        @Nullable AddressRange entities,
        @Nullable String scope,
        @Nullable Instant until,
        String reason) {

    private static final String ANY = "*";
    private static final String FOREVER = "forever";
    private static final String RULE_ID = "[a-z0-9]+(-[a-z0-9]+)*";

    /**
     * @throws IllegalArgumentException if something is wrong; the message has no full stop
     */
    static Suppression read(int line, Map<String, String> entry) {
        String scope = entry.getOrDefault("scope", "").strip();
        return new Suppression(
                line,
                rule(value(entry, "rule")),
                entities(value(entry, "entity")),
                scope.isEmpty() ? null : scope,
                until(value(entry, "until")),
                value(entry, "reason"));
    }

    private static String value(Map<String, String> entry, String key) {
        String value = entry.getOrDefault(key, "").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("there is no " + key);
        }
        return value;
    }

    @Nullable
    private static String rule(String text) {
        if (text.equals(ANY)) {
            return null;
        }
        if (!text.matches(RULE_ID)) {
            throw new IllegalArgumentException(
                    "rule '" + text + "' is neither the id of a rule, like syn-flood, nor *");
        }
        return text;
    }

    @Nullable
    private static AddressRange entities(String text) {
        return text.equals(ANY) ? null : AddressRange.parse(text);
    }

    @Nullable
    private static Instant until(String text) {
        if (text.equals(FOREVER)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "until '"
                            + text
                            + "' is neither a time with its offset, as in 2027-01-31T18:00:00Z,"
                            + " nor forever",
                    e);
        }
    }

    /** Whether it has ended at that time. */
    public boolean hasExpired(long millis) {
        return until != null && until.toEpochMilli() <= millis;
    }

    boolean covers(IpAddress entity, String itsScope, long millis) {
        return !hasExpired(millis)
                && (entities == null || entities.contains(entity))
                && (scope == null || scope.equals(itsScope));
    }
}
