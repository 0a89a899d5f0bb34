package io.weir.operators.detect;

import io.weir.operators.enrich.prefix.AddressRange;
import io.weir.operators.enrich.prefix.PrefixTable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Hosts that do by order of the operator what would be suspicious of others: monitoring and
 * vulnerability scanners that scan, mail servers that deliver mail.
 */
final class KnownHosts {

    @Nullable private final PrefixTable ranges;

    /**
     * @param ranges addresses, prefixes or ranges, as {@link AddressRange#parse} reads them
     */
    KnownHosts(List<String> ranges) {
        if (ranges.isEmpty()) {
            this.ranges = null;
        } else {
            PrefixTable.Builder builder = PrefixTable.builder();
            ranges.forEach(range -> builder.add(AddressRange.parse(range), 1));
            this.ranges = builder.build();
        }
    }

    boolean isEmpty() {
        return ranges == null;
    }

    boolean contains(long high, long low) {
        return ranges != null && ranges.get(high, low) > 0;
    }
}
