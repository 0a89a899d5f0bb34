package io.weir.operators.types;

import io.weir.codec.IpAddress;

/**
 * What templates belong to (RFC 7011 §8 and §8.4): an exporter's TCP connection, or all that it
 * sends over UDP.
 *
 * @param exporterHigh first half of the exporter's address
 * @param exporterLow second half of it; IPv4 is IPv4-mapped
 * @param port the source port where it is part of an exporter's identity, else {@value #ANY_PORT}
 * @param connection the number of the connection; {@value #DATAGRAMS} for UDP
 */
public record TransportSession(long exporterHigh, long exporterLow, int port, long connection) {

    /** The {@link #port} of an exporter that is known by its address alone. */
    public static final int ANY_PORT = 0;

    /** The {@link #connection} of what comes over UDP. */
    public static final long DATAGRAMS = 0;

    /** A session whose exporter is known by its address alone. */
    public TransportSession(long exporterHigh, long exporterLow, long connection) {
        this(exporterHigh, exporterLow, ANY_PORT, connection);
    }

    public IpAddress exporter() {
        return new IpAddress(exporterHigh, exporterLow);
    }

    /** A number that tells the sessions of an exporter's address apart. */
    public long number() {
        return isConnection() ? connection : port;
    }

    /** Whether it ends, and its templates with it. */
    public boolean isConnection() {
        return connection != DATAGRAMS;
    }

    /** Says on which subtask the state of a session is: it must stay as it is. */
    @Override
    public int hashCode() {
        int hash = Long.hashCode(exporterHigh);
        hash = 31 * hash + Long.hashCode(exporterLow);
        hash = 31 * hash + Long.hashCode(connection);
        return hash + port * 0x9e37_79b1; // spreads ports, and leaves those without one in place
    }
}
