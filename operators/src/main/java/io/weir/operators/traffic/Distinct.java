package io.weir.operators.traffic;

/**
 * How many different ones a key had to do with in a window, as estimated by HyperLogLog.
 *
 * @param hosts addresses: of a host those at the other end, of other keys those at both ends
 * @param ports ports of servers
 */
public record Distinct(long hosts, long ports) {}
