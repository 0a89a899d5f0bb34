package io.weir.operators.enrich.networks;

import java.util.Locale;

/** What kind of address it is. */
public enum Locality {
    /** Of the public Internet. */
    PUBLIC,
    /** For private use: RFC 1918, unique local (RFC 4193), local translation (RFC 8215). */
    PRIVATE,
    /** In the operator's own networks, as the networks file or {@code networks.internal} says. */
    INTERNAL,
    /** Shared between a provider and its subscribers behind carrier-grade NAT (RFC 6598). */
    CGNAT,
    LOOPBACK(/* isOnNoSide= */ true),
    LINK_LOCAL(/* isOnNoSide= */ true),
    MULTICAST(/* isOnNoSide= */ true),
    /** 255.255.255.255; a subnet's own broadcast address cannot be told without its mask. */
    BROADCAST(/* isOnNoSide= */ true),
    /** 0.0.0.0 or {@code ::}: a host that does not know its address yet. */
    UNSPECIFIED(/* isOnNoSide= */ true),
    /** For examples in texts (RFC 5737, 3849 and 9637). */
    DOCUMENTATION,
    /** For tests of network devices (RFC 2544, RFC 5180). */
    BENCHMARKING,
    /** Reserved or not allocated: as a source, it is forged or a mistake. */
    BOGON;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final boolean isOnNoSide;

    Locality() {
        this(false);
    }

    Locality(boolean isOnNoSide) {
        this.isOnNoSide = isOnNoSide;
    }

    /** As documents have it, {@code link-local} for example. */
    public String text() {
        return text;
    }

    /** Whether it tells how far packets go, not whose host it is: it is on neither side. */
    public boolean isOnNoSide() {
        return isOnNoSide;
    }

    /**
     * The {@code flow.traffic_locality} of ElastiFlow 4: {@code public} if either end is on the
     * public Internet, else {@code private}.
     *
     * <p>Unlike there, carrier-grade NAT, reserved addresses and the operator's own public networks
     * are not on the public Internet. An end that is no single host, such as a multicast group,
     * decides nothing.
     */
    public static String trafficLocality(Locality one, Locality other) {
        return one == PUBLIC || other == PUBLIC ? "public" : "private";
    }
}
