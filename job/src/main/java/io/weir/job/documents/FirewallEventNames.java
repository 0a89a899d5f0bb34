package io.weir.job.documents;

/** What firewalls say of a flow (IANA element 233), as values of {@code event.action}. */
final class FirewallEventNames {

    private FirewallEventNames() {}

    /** The name of the event; null for 0, which says nothing, and for numbers that IANA lacks. */
    static String of(long event) {
        if (event < 1 || event > 5) {
            return null;
        }
        return switch ((int) event) {
            case 1 -> "flow-created";
            case 2 -> "flow-deleted";
            case 3 -> "flow-denied";
            case 4 -> "flow-alert";
            default -> "flow-update";
        };
    }
}
