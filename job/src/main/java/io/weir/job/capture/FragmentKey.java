package io.weir.job.capture;

/**
 * What the fragments of one IP packet have in common (RFC 791 §3.2, RFC 8200 §4.5).
 *
 * @param identification 16 bits in IPv4, 32 in IPv6
 */
record FragmentKey(
        long sourceHigh,
        long sourceLow,
        long destinationHigh,
        long destinationLow,
        int protocol,
        int identification) {}
