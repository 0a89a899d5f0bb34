package io.weir.job.config;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where addresses are and whose. Paths are those of the machines that the job runs on.
 *
 * @param city the City or Country database; null for none
 * @param asn the ASN database; null for none
 * @param cacheEntries addresses that each subtask remembers
 */
public record GeoConfiguration(String city, String asn, int cacheEntries) implements Serializable {

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

    static final Key<Integer> CACHE_ENTRIES =
            Key.of(
                    "geoip.cache-entries",
                    ValueType.integer(16, 1 << 24),
                    "65536",
                    "Addresses whose place and AS each subtask remembers, 32 bytes each; rounded"
                            + " up to a power of two.");

    static final List<Key<?>> KEYS = List.of(CITY, ASN, CACHE_ENTRIES);

    static GeoConfiguration from(Settings settings) {
        return new GeoConfiguration(
                settings.get(CITY), settings.get(ASN), settings.get(CACHE_ENTRIES));
    }

    public Optional<Path> cityFile() {
        return Optional.ofNullable(city).map(Path::of);
    }

    public Optional<Path> asnFile() {
        return Optional.ofNullable(asn).map(Path::of);
    }
}
