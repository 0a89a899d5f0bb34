package io.weir.operators.enrich;

import io.weir.operators.enrich.dns.DnsOptions;
import io.weir.operators.enrich.dns.NameScope;
import io.weir.operators.enrich.names.NameFiles;
import io.weir.operators.enrich.networks.Networks;
import io.weir.operators.enrich.prefix.AddressRange;
import io.weir.operators.enrich.threat.ThreatSettings;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What flows are enriched from. Files are read where the flows are, not where the job is submitted.
 *
 * @param city City or Country database, null for none
 * @param asn ASN database, null for none
 * @param asOrder whose word on autonomous systems goes first
 * @param cacheEntries addresses that a subtask remembers
 * @param networks file with the operator's networks, null for none
 * @param internal ranges that are inside besides, each as {@link AddressRange#parse} takes it
 * @param threats lists of threats
 * @param names files with the operator's names
 * @param resolve whose addresses get names by reverse DNS
 * @param dns how they are asked for
 */
public record EnrichmentOptions(
        @Nullable String city,
        @Nullable String asn,
        AsOrder asOrder,
        int cacheEntries,
        @Nullable String networks,
        List<String> internal,
        ThreatSettings threats,
        NameFiles names,
        NameScope resolve,
        DnsOptions dns)
        implements Serializable {

    private static final int DEFAULT_CACHE_ENTRIES = 65_536;
    private static final DnsOptions DEFAULT_DNS =
            new DnsOptions(List.of(), Duration.ofSeconds(2), 131_072, 500);

    /** Nothing but what needs no file and no resolver. */
    public static final EnrichmentOptions NONE =
            new EnrichmentOptions(
                    null,
                    null,
                    AsOrder.EXPORTER_FIRST,
                    DEFAULT_CACHE_ENTRIES,
                    null,
                    Networks.PRIVATE_RANGES,
                    new ThreatSettings(List.of(), null),
                    NameFiles.NONE,
                    NameScope.OFF,
                    DEFAULT_DNS);

    public EnrichmentOptions {
        internal = List.copyOf(internal);
    }

    /** The same with other databases; null for none. */
    public EnrichmentOptions withDatabases(@Nullable String otherCity, @Nullable String otherAsn) {
        return new EnrichmentOptions(
                otherCity,
                otherAsn,
                asOrder,
                cacheEntries,
                networks,
                internal,
                threats,
                names,
                resolve,
                dns);
    }

    @Nullable
    Path cityFile() {
        return city == null ? null : Path.of(city);
    }

    @Nullable
    Path asnFile() {
        return asn == null ? null : Path.of(asn);
    }

    /** ElastiFlow's list of what is never a threat counts where no other is named. */
    ThreatSettings threatSettings() {
        if (threats.allow() != null) {
            return threats;
        }
        String allow = names.elastiFlowWhitelist().map(Path::toString).orElse(null);
        return new ThreatSettings(threats.feeds(), allow);
    }

    List<AddressRange> internalRanges() {
        return internal.stream().map(AddressRange::parse).toList();
    }
}
