package io.weir.operators.detect;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * What sieves have to be told.
 *
 * @param signatures the operator's file of signatures on each host that runs the job; null for
 *     those that come with Weir
 */
public record SieveOptions(@Nullable String signatures) implements Serializable {

    /** What holds where nothing is configured. */
    static final SieveOptions NONE = new SieveOptions(null);
}
