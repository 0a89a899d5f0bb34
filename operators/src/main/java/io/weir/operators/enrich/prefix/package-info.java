/**
 * What is said of prefixes of addresses, found by address: {@link
 * io.weir.operators.enrich.prefix.PrefixTable} is the table, {@link
 * io.weir.operators.enrich.prefix.AddressRange} reads the prefixes.
 */
package io.weir.operators.enrich.prefix;
