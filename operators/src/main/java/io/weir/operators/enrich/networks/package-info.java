/**
 * Where an address belongs: its {@link io.weir.operators.enrich.networks.Locality} and what the
 * operator calls its network; and from both ends the direction of a flow.
 *
 * <p>{@link io.weir.operators.enrich.networks.Networks} is the entry point. Facts on special
 * addresses are those of the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and
 * its successors) and the RFCs named in {@link io.weir.operators.enrich.networks.SpecialAddresses}.
 */
package io.weir.operators.enrich.networks;
