package io.weir.operators.traffic;

import javax.annotation.Nullable;

/** What people call a key; asked only for keys that are new, since it may cost an object. */
interface KeyText {

    /** The key is a number or an address, which says it all. */
    KeyText NONE = (flows, entry) -> null;

    /** The text for this entry; null for none. */
    @Nullable
    String of(BookedFlows flows, int entry);
}
