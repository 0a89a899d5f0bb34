package io.weir.operators.traffic;

import io.weir.operators.enrich.EnrichedFlows;
import javax.annotation.Nullable;

/** What people call a key; asked only for keys that are new, since it may cost an object. */
interface KeyText {

    /** The key is a number or an address, which says it all. */
    KeyText NONE = (flows, row) -> null;

    /** The text for the flow in this row; null for none. */
    @Nullable
    String of(EnrichedFlows flows, int row);
}
