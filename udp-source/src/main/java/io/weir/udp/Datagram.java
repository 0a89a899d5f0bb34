package io.weir.udp;

import java.util.Objects;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One message of an exporter as received: a UDP datagram, or a message of a TCP connection.
 *
 * <p>Addresses are two 64-bit halves in network order; IPv4 is IPv4-mapped ({@code
 * ::ffff:a.b.c.d}). The payload has exactly the received length and belongs to the datagram: nobody
 * changes it.
 *
 * @param receivedMillis when it was received, Unix milliseconds
 * @param sourceHigh first half of the sender's address
 * @param sourceLow second half of the sender's address
 * @param sourcePort the sender's port, 0 to 65535
 * @param connection what tells the connections of an address apart, also over restarts; {@value
 *     #UDP} for a UDP datagram
 * @param payload the UDP payload, or the message, 0 to 65,535 bytes, not null; empty on a
 *     connection for its end: no message of it follows
 */
@PublicEvolving
@TypeInfo(DatagramTypeInformation.Factory.class)
@SuppressWarnings("ArrayRecordComponent") // identity of datagrams is never asked for
public record Datagram(
        long receivedMillis,
        long sourceHigh,
        long sourceLow,
        int sourcePort,
        long connection,
        byte[] payload) {

    /** The {@link #connection} of UDP datagrams: none. */
    public static final long UDP = 0;

    /** The longest payload: the length field of a UDP header has 16 bits (RFC 768). */
    public static final int MAX_PAYLOAD_BYTES = 65_535;

    private static final int MAX_PORT = 65_535;

    public Datagram {
        Objects.requireNonNull(payload, "payload");
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "A datagram carries at most 65535 bytes, not " + payload.length + ".");
        }
        if (sourcePort < 0 || sourcePort > MAX_PORT) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + sourcePort + ".");
        }
    }

    /** A UDP datagram. */
    public Datagram(
            long receivedMillis, long sourceHigh, long sourceLow, int sourcePort, byte[] payload) {
        this(receivedMillis, sourceHigh, sourceLow, sourcePort, UDP, payload);
    }

    /** Whether this says that a connection has ended. */
    public boolean endsConnection() {
        return connection != UDP && payload.length == 0;
    }
}
