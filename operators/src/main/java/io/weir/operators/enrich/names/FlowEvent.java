package io.weir.operators.enrich.names;

import java.util.List;

/**
 * What a device did with a flow, in the words of ECS.
 *
 * @param action {@code event.action}, {@code flow-denied}
 * @param outcome {@code event.outcome}: success, failure or unknown
 * @param reason {@code event.reason}; null where the device gave none
 * @param types {@code event.type}, of those that ECS allows for the category network
 */
public record FlowEvent(String action, String outcome, String reason, List<String> types) {

    public static final String SUCCESS = "success";
    public static final String FAILURE = "failure";
    public static final String UNKNOWN = "unknown";

    private static final int CREATED = 1;
    private static final int DELETED = 2;
    private static final int DENIED = 3;
    private static final int ALERT = 4;

    private static final int ADDRESSES_EXHAUSTED = 3;
    private static final int PORTS_EXHAUSTED = 12;
    private static final int QUOTA_EXCEEDED = 13;
    private static final int THRESHOLD_REACHED = 18;

    /** Extended events up to this are no reasons. */
    private static final int MAX_STATE = 1000;

    private static final List<String> CONNECTION = List.of("connection");
    private static final List<String> ALLOWED = List.of("connection", "start", "allowed");
    private static final List<String> ENDED = List.of("connection", "end");
    private static final List<String> REFUSED = List.of("connection", "denied");
    private static final List<String> TOLD = List.of("connection", "info");

    public FlowEvent {
        types = List.copyOf(types);
    }

    /**
     * What a firewall reports (element 233). Cisco ASA, Palo Alto, Check Point and others send the
     * same numbers.
     *
     * @param event the number
     * @param extended Cisco ASA's extended event (element 33002), why a flow was denied or ended; 0
     *     if there is none
     * @return null if the number says nothing: 0, and those that IANA lacks
     */
    public static FlowEvent ofFirewall(long event, long extended) {
        String action = inInt(event) ? Registry.FIREWALL_EVENTS.nameOf((int) event) : null;
        if (action == null) {
            return null;
        }
        String reason = reason(extended);
        return switch ((int) event) {
            case CREATED -> new FlowEvent(action, SUCCESS, reason, ALLOWED);
            case DELETED -> new FlowEvent(action, SUCCESS, reason, ENDED);
            case DENIED -> new FlowEvent(action, FAILURE, reason, REFUSED);
            case ALERT -> new FlowEvent(action, UNKNOWN, reason, TOLD);
            default -> new FlowEvent(action, SUCCESS, reason, TOLD);
        };
    }

    /**
     * What a translator of addresses reports (element 230).
     *
     * @return null if the number says nothing
     */
    public static FlowEvent ofNat(long event) {
        String action = inInt(event) ? Registry.NAT_EVENTS.nameOf((int) event) : null;
        if (action == null) {
            return null;
        }
        return switch ((int) event) {
            case ADDRESSES_EXHAUSTED, PORTS_EXHAUSTED, QUOTA_EXCEEDED ->
                    new FlowEvent(action, FAILURE, null, REFUSED);
            case THRESHOLD_REACHED -> new FlowEvent(action, UNKNOWN, null, TOLD);
            default -> new FlowEvent(action, SUCCESS, null, CONNECTION);
        };
    }

    /**
     * What a router says that it did (element 89).
     *
     * @return null unless it dropped the flow: that it forwarded one is no event
     */
    public static FlowEvent ofForwarding(int status) {
        return ForwardingStatus.isDropped(status)
                ? new FlowEvent("flow-dropped", FAILURE, ForwardingStatus.reason(status), REFUSED)
                : null;
    }

    /** The extended event's name; of those over 1000 that have none, the number. */
    private static String reason(long extended) {
        if (extended <= MAX_STATE || !inInt(extended)) {
            return null;
        }
        String name = Registry.FIREWALL_REASONS.nameOf((int) extended);
        return name != null ? name : "extended-event-" + extended;
    }

    private static boolean inInt(long value) {
        return value == (int) value;
    }
}
