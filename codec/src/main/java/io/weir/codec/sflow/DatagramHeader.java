package io.weir.codec.sflow;

import io.weir.codec.BigEndian;
import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;

/**
 * The header of a datagram. One object for all datagrams.
 *
 * <pre>
 *  0 | version = 5
 *  4 | type of the agent's address: 0 unknown, 1 IPv4, 2 IPv6
 *  8 | address: 0, 4 or 16 bytes
 *    | sub-agent
 *    | sequence of the datagram, of this sub-agent
 *    | uptime, ms
 *    | samples
 * </pre>
 */
final class DatagramHeader {

    private static final int ADDRESS_TYPE = 4;
    private static final int ADDRESS = 8;
    private static final int LENGTH_AFTER_ADDRESS = 16;
    private static final int UNKNOWN = 0;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    boolean agentKnown;
    long agentHigh;
    long agentLow;
    long subAgent;
    long sequence;
    long uptimeMillis;
    long samples;

    /** Reads the header, and gives back where the samples begin. */
    int read(byte[] datagram) throws MalformedDatagramException {
        require(datagram, ADDRESS);
        int at = ADDRESS + readAgent(datagram, BigEndian.unsigned32(datagram, ADDRESS_TYPE));
        require(datagram, at + LENGTH_AFTER_ADDRESS);
        subAgent = BigEndian.unsigned32(datagram, at);
        sequence = BigEndian.unsigned32(datagram, at + 4);
        uptimeMillis = BigEndian.unsigned32(datagram, at + 8);
        samples = BigEndian.unsigned32(datagram, at + 12);
        return at + LENGTH_AFTER_ADDRESS;
    }

    private int readAgent(byte[] datagram, long type) throws MalformedDatagramException {
        agentKnown = type != UNKNOWN;
        if (type == UNKNOWN) {
            return 0;
        }
        if (type == IPV4) {
            require(datagram, ADDRESS + IPV4_LENGTH);
            agentHigh = 0;
            agentLow = IpAddress.mappedIpv4(BigEndian.unsigned32(datagram, ADDRESS));
            return IPV4_LENGTH;
        }
        if (type == IPV6) {
            require(datagram, ADDRESS + IPV6_LENGTH);
            agentHigh = BigEndian.bits64(datagram, ADDRESS);
            agentLow = BigEndian.bits64(datagram, ADDRESS + Long.BYTES);
            return IPV6_LENGTH;
        }
        throw new MalformedDatagramException(Malformation.UNKNOWN_VERSION, ADDRESS_TYPE);
    }

    /** The agent's address, or null if it is not known. Allocates: not for the hot path. */
    IpAddress agent() {
        return agentKnown ? new IpAddress(agentHigh, agentLow) : null;
    }

    private static void require(byte[] datagram, int length) throws MalformedDatagramException {
        if (datagram.length < length) {
            throw new MalformedDatagramException(Malformation.TOO_SHORT, datagram.length);
        }
    }
}
