package io.weir.job.delivery;

/** The metrics of a sink that tells receivers of alerts, for each receiver. */
public enum DeliveryMetric {
    ALERTS_DELIVERED("alertsDelivered", "states of alerts that the receiver took"),
    ALERTS_REFUSED("alertsRefused", "states of alerts that it will never take"),
    ALERTS_DROPPED("alertsDropped", "states of alerts for which there was no room to wait"),
    DELIVERIES_FAILED("deliveriesFailed", "attempts that are repeated"),
    ALERTS_WAITING("alertsWaiting", "states of alerts not delivered yet"),
    ALERT_BYTES_WAITING("alertBytesWaiting", "octets that these take");

    private final String id;
    private final String meaning;

    DeliveryMetric(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** The name of the metric in Flink. */
    public String id() {
        return id;
    }

    /** What it counts, in one phrase; the last two are gauges. */
    public String meaning() {
        return meaning;
    }
}
