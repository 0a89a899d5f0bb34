/**
 * Names of addresses by reverse DNS (RFC 1035 §3.5, RFC 3596 §2.5): a look-up in a cache that never
 * waits, whose misses are asked for in the background. The first flows of an address go unnamed,
 * and a resolver that is slow or dead costs names, not flows.
 */
package io.weir.operators.enrich.dns;
