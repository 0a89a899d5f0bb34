/**
 * Load runs: how many datagrams receivers take from a UDP socket without loss, and at what cost in
 * processor time. {@link io.weir.benchmarks.load.Load} is the command line.
 */
package io.weir.benchmarks.load;
