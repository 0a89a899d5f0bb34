package io.weir.operators.enrich.networks;

import io.weir.operators.enrich.prefix.AddressRange;

/**
 * An entry of the operator's file.
 *
 * @param internal whether it is one of the operator's own, not a partner's
 */
public record LabelledNetwork(AddressRange range, NetworkLabel label, boolean internal) {}
