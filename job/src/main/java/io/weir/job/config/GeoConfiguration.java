package io.weir.job.config;

import io.weir.operators.enrich.AsOrder;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where addresses are and whose. Paths are those of the machines that the job runs on.
 *
 * @param city the City or Country database; null for none
 * @param asn the ASN database; null for none
 * @param asOrder whose word on autonomous systems goes first
 * @param cacheEntries addresses that each subtask remembers
 */
public record GeoConfiguration(String city, String asn, AsOrder asOrder, int cacheEntries)
        implements Serializable {

    static final Key<String> CITY =
            Key.withoutDefault(
                    "geoip.city",
                    ValueType.text(),
                    "City (or Country) database in the MaxMind DB format, such as"
                            + " `GeoLite2-City.mmdb`, on each machine that the job runs on. Without"
                            + " one, or until it is there, documents have no geo fields. A changed"
                            + " file is taken without a restart.");

    static final Key<String> ASN =
            Key.withoutDefault(
                    "geoip.asn",
                    ValueType.text(),
                    "ASN database in the same format, such as `GeoLite2-ASN.mmdb`.");

    static final Key<AsOrder> AS_ORDER =
            Key.of(
                    "geoip.as-order",
                    ValueType.oneOf(AsOrder.class),
                    "exporter-first",
                    "Whose word on the autonomous system of an address goes first: exporter-first"
                            + " takes what the exporter knows from its routes and the database's"
                            + " where it knows nothing, geoip-first the other way round, for"
                            + " exporters that tell the neighbour's AS.");

    static final Key<Integer> CACHE_ENTRIES =
            Key.of(
                    "geoip.cache-entries",
                    ValueType.integer(16, 1 << 24),
                    "65536",
                    "Addresses of which each subtask remembers place, AS, network and threat, 40"
                            + " bytes each; rounded up to a power of two.");

    static final List<Key<?>> KEYS = List.of(CITY, ASN, AS_ORDER, CACHE_ENTRIES);

    static GeoConfiguration from(Settings settings) {
        return new GeoConfiguration(
                settings.get(CITY),
                settings.get(ASN),
                settings.get(AS_ORDER),
                settings.get(CACHE_ENTRIES));
    }

    public Optional<Path> cityFile() {
        return Optional.ofNullable(city).map(Path::of);
    }

    public Optional<Path> asnFile() {
        return Optional.ofNullable(asn).map(Path::of);
    }
}
