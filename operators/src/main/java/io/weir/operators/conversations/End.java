package io.weir.operators.conversations;

import io.weir.codec.IpAddress;

/**
 * One end of a conversation and what it sent.
 *
 * @param port 0 if there is none
 * @param bytes corrected for sampling, as packets are
 * @param tcpFlags the OR of the flags of all packets
 */
public record End(IpAddress address, int port, long bytes, long packets, int tcpFlags) {}
