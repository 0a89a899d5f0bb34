package io.weir.sql.ruletest;

import com.fasterxml.jackson.annotation.JsonProperty;
import javax.annotation.Nullable;

/**
 * An alert that a test asks for. What is null may be anything.
 *
 * @param entity the address that the alert is about
 * @param count what the rule counted when the alert opened
 * @param openedBy the latest time at which it may open
 */
record ExpectedAlert(
        String entity,
        @Nullable String scope,
        @Nullable Integer severity,
        @Nullable Numbers count,
        @JsonProperty("opened-by") @Nullable Moment openedBy) {

    ExpectedAlert {
        if (entity == null) {
            throw new IllegalArgumentException("an alert has no entity");
        }
        entity = Addresses.parse(entity).at(0).toString();
    }

    boolean matches(OpenedAlert alert) {
        return entity.equals(alert.entity())
                && (scope == null || scope.equals(alert.scope()))
                && (severity == null || severity == alert.severity())
                && (count == null || count.has(alert.count()))
                && (openedBy == null || alert.opened().millis() <= openedBy.millis());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(entity);
        append(text, "scope", scope);
        append(text, "severity", severity);
        append(text, "count", count);
        append(text, "opened by", openedBy);
        return text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(", ").append(name).append(' ').append(value);
        }
    }
}
