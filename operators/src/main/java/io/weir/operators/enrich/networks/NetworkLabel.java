package io.weir.operators.enrich.networks;

import javax.annotation.Nullable;

/**
 * What the operator calls a network. Each part is null where nothing was given.
 *
 * @param name such as {@code guest-wifi}
 * @param site where it is
 * @param zone its security zone
 * @param tenant whose it is
 * @param role what it is for
 */
public record NetworkLabel(
        @Nullable String name,
        @Nullable String site,
        @Nullable String zone,
        @Nullable String tenant,
        @Nullable String role) {}
