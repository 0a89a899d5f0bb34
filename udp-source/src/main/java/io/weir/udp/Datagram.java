package io.weir.udp;

import java.util.Objects;

/**
 * One UDP datagram as received.
 *
 * <p>Addresses are two 64-bit halves in network order; IPv4 is IPv4-mapped ({@code
 * ::ffff:a.b.c.d}). The payload has exactly the received length and belongs to the datagram: nobody
 * changes it.
 *
 * @param receivedMillis when it was received, Unix milliseconds
 * @param sourceHigh first half of the sender's address
 * @param sourceLow second half of the sender's address
 * @param sourcePort the sender's UDP port, 0 to 65535
 * @param payload the UDP payload, 0 to 65,535 bytes, not null
 */
@SuppressWarnings("ArrayRecordComponent") // identity of datagrams is never asked for
public record Datagram(
        long receivedMillis, long sourceHigh, long sourceLow, int sourcePort, byte[] payload) {

    public Datagram {
        Objects.requireNonNull(payload, "payload");
    }
}
