package io.weir.job.capture;

import io.weir.udp.Datagram;

/**
 * A UDP datagram of a capture, with what the capture says of it besides.
 *
 * @param epochMicros when its (last) packet was captured, Unix microseconds
 * @param datagram as its receiver got it
 * @param destinationPort the port it was sent to, 0 to 65535
 */
public record CapturedDatagram(long epochMicros, Datagram datagram, int destinationPort) {}
