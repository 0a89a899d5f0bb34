package io.weir.operators.detect;

import java.io.Serializable;
import java.util.List;

/**
 * What the operator says of sources that may be forged.
 *
 * @param outside interfaces that lead outside; those of exporters that are not named are learned
 * @param bogons addresses, prefixes and ranges that no host can have, besides those of registries
 */
public record SpoofingOptions(List<ExporterInterface> outside, List<String> bogons)
        implements Serializable {

    static final SpoofingOptions NONE = new SpoofingOptions(List.of(), List.of());

    public SpoofingOptions {
        outside = List.copyOf(outside);
        bogons = List.copyOf(bogons);
    }
}
