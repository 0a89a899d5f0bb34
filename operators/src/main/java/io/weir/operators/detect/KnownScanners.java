package io.weir.operators.detect;

import io.weir.operators.enrich.prefix.AddressRange;
import io.weir.operators.enrich.prefix.PrefixTable;
import java.util.List;
import javax.annotation.Nullable;

/** Hosts that scan by order of the operator: monitoring, inventories, vulnerability scanners. */
final class KnownScanners {

    static final KnownScanners NONE = new KnownScanners(List.of());

    @Nullable private final PrefixTable ranges;

    /**
     * @param ranges addresses, prefixes or ranges, as {@link AddressRange#parse} reads them
     */
    KnownScanners(List<String> ranges) {
        if (ranges.isEmpty()) {
            this.ranges = null;
        } else {
            PrefixTable.Builder builder = PrefixTable.builder();
            ranges.forEach(range -> builder.add(AddressRange.parse(range), 1));
            this.ranges = builder.build();
        }
    }

    boolean contains(long high, long low) {
        return ranges != null && ranges.get(high, low) > 0;
    }
}
