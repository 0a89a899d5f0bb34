package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.traffic.Traffic;
import java.util.List;
import javax.annotation.Nullable;

/**
 * A rule's condition holds for an entity in a window.
 *
 * @param entity the address that the finding is about; null if it is about none, see {@link Role}
 * @param role what the entity is to the flows
 * @param scope what tells findings of one rule and entity apart, for example {@code port-22}; empty
 *     if nothing does
 * @param count what the rule judged, in the unit of {@code measure}
 * @param measure what was counted: hosts, ports, messages, flows
 * @param windowStart first millisecond of the counted window
 * @param windowEnd first millisecond after it
 * @param triggerReceivedMillis receive time of the flow that made the condition hold
 * @param traffic of the window
 * @param receivedBytes of its bytes those that went to the entity; 0 where that is not known
 * @param sample of what is in the window
 */
public record Finding(
        Rule rule,
        @Nullable IpAddress entity,
        Role role,
        String scope,
        long count,
        String measure,
        long windowStart,
        long windowEnd,
        long triggerReceivedMillis,
        Traffic traffic,
        long receivedBytes,
        Sample sample) {

    private static final String HELD_BACK = "held-back";

    /** What the entity is to the flows. */
    public enum Role {
        SOURCE(1),
        DESTINATION(2),

        /** It exported them. */
        EXPORTER(3),

        /** There is no address: the scope says what traffic the finding is about. */
        NONE(4);

        private final int code;

        Role(int code) {
            this.code = code;
        }

        /** What savepoints and messages say for it: must not change. */
        public int code() {
            return code;
        }

        /**
         * The role of a code.
         *
         * @throws IllegalArgumentException if there is none
         */
        static Role ofCode(int code) {
            for (Role role : values()) {
                if (role.code == code) {
                    return role;
                }
            }
            throw new IllegalArgumentException("There is no role with code " + code);
        }
    }

    /**
     * A rule found more than it may open alerts for.
     *
     * @param latest the finding that was held back last
     * @param alerts how many alerts were, about
     * @param entities a sample of whom they are about, kept as the peers
     */
    static Finding ofHeldBack(Finding latest, long alerts, List<IpAddress> entities) {
        return new Finding(
                latest.rule,
                null,
                latest.role,
                HELD_BACK,
                alerts,
                "alerts",
                latest.windowStart,
                latest.windowEnd,
                latest.triggerReceivedMillis,
                Traffic.NONE,
                0,
                new Sample(0, entities, List.of(), latest.sample.exporters(), List.of()));
    }

    /** Whether it tells of alerts that were held back. */
    public boolean isOfHeldBack() {
        return entity == null && scope.equals(HELD_BACK);
    }

    /** The same with another number of addresses on the other side. */
    Finding withHosts(long others) {
        return with(triggerReceivedMillis, sample.withHosts(others));
    }

    /** The same with other ports. */
    Finding withPorts(List<Integer> others) {
        return with(triggerReceivedMillis, sample.withPorts(others));
    }

    /** The same at a later time, where what was found goes on. */
    Finding at(long millis) {
        return with(millis, sample);
    }

    private Finding with(long millis, Sample named) {
        return new Finding(
                rule,
                entity,
                role,
                scope,
                count,
                measure,
                windowStart,
                windowEnd,
                millis,
                traffic,
                receivedBytes,
                named);
    }

    /** The key of the alert that this finding opens or keeps open. */
    public String alertKey() {
        if (entity == null) {
            return rule.id() + "/" + scope;
        }
        String base = rule.id() + "/" + entity;
        return scope.isEmpty() ? base : base + "/" + scope;
    }
}
