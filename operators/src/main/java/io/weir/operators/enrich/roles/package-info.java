/**
 * Who of two is the client and who the server, by evidence: what the flow and earlier ones told
 * ({@link io.weir.codec.listeners}), then what is known of its ports and addresses.
 *
 * <p>Ranges of ports are those of RFC 6335, types of ICMP those of RFC 792 and RFC 4443 and of
 * their IANA registries.
 */
package io.weir.operators.enrich.roles;
