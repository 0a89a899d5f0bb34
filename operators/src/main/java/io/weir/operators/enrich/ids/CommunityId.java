package io.weir.operators.enrich.ids;

import io.weir.codec.IpAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Community ID, version 1: one text for both directions of a flow, the same in Zeek, Suricata,
 * Wireshark and others that were given the same seed. It is {@code 1:} and the Base64 of the SHA-1
 * of
 *
 * <pre>
 * | seed (2) | address (4 or 16) | address (4 or 16) | protocol (1) | 0 (1) | port (2) | port (2) |
 * </pre>
 *
 * in network order, the lower address and port first. ICMP has type and code for ports, or the type
 * and that of its answer; messages that have no answer stay in their direction. Protocols without
 * ports have none. Source: the specification of Community ID,
 * github.com/corelight/community-id-spec.
 *
 * <p>Not thread-safe. Allocates nothing.
 */
public final class CommunityId {

    /** The octets of an id: ASCII. */
    public static final int LENGTH = 30;

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;
    private static final int SCTP = 132;

    private static final int LONGEST_INPUT = 2 + 2 * 16 + 2 + 4;
    private static final int HASH = 20;
    private static final int BASE64 = 28;

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final MessageDigest sha1 = sha1();
    private final Base64.Encoder base64 = Base64.getEncoder();
    private final byte[] input = new byte[LONGEST_INPUT];
    private final byte[] hash = new byte[HASH];
    private final byte[] text = new byte[BASE64];

    /**
     * @param seed 0 to 65,535; 0 where all who compare ids have not agreed upon another
     */
    public CommunityId(int seed) {
        SHORT.set(input, 0, (short) seed);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1.", e);
        }
    }

    /**
     * Writes the id of a flow between two addresses, IPv4 as IPv4-mapped.
     *
     * @param protocol IANA protocol number
     * @param sourcePort of ICMP the type; of no meaning for protocols without ports
     * @param destinationPort of ICMP the code
     * @param to gets {@link #LENGTH} octets from {@code offset} on
     */
    public void write(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int protocol,
            int sourcePort,
            int destinationPort,
            byte[] to,
            int offset) {
        int answer = answerType(protocol, sourcePort);
        int first = sourcePort;
        int second = answer >= 0 ? answer : destinationPort;
        boolean isOneWay = isIcmp(protocol) && answer < 0;
        boolean hasPorts = hasPorts(protocol);
        int order = IpAddress.compare(sourceHigh, sourceLow, destinationHigh, destinationLow);
        if (order == 0 && hasPorts) {
            order = Integer.compare(first, second);
        }
        int length;
        if (isOneWay || order <= 0) {
            length = addresses(sourceHigh, sourceLow, destinationHigh, destinationLow);
            length = protocol(length, protocol, hasPorts, first, second);
        } else {
            length = addresses(destinationHigh, destinationLow, sourceHigh, sourceLow);
            length = protocol(length, protocol, hasPorts, second, first);
        }
        hash(length);
        to[offset] = '1';
        to[offset + 1] = ':';
        System.arraycopy(text, 0, to, offset + 2, BASE64);
    }

    private int addresses(long high, long low, long otherHigh, long otherLow) {
        return address(address(Short.BYTES, high, low), otherHigh, otherLow);
    }

    private int address(int at, long high, long low) {
        if (IpAddress.isIpv4(high, low)) {
            INT.set(input, at, (int) low);
            return at + Integer.BYTES;
        }
        LONG.set(input, at, high);
        LONG.set(input, at + Long.BYTES, low);
        return at + 2 * Long.BYTES;
    }

    private int protocol(int at, int protocol, boolean hasPorts, int port, int otherPort) {
        input[at] = (byte) protocol;
        input[at + 1] = 0;
        if (!hasPorts) {
            return at + 2;
        }
        SHORT.set(input, at + 2, (short) port);
        SHORT.set(input, at + 4, (short) otherPort);
        return at + 6;
    }

    private void hash(int length) {
        sha1.update(input, 0, length);
        try {
            sha1.digest(hash, 0, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("A SHA-1 has 20 octets.", e);
        }
        base64.encode(hash, text);
    }

    private static boolean hasPorts(int protocol) {
        return protocol == TCP || protocol == UDP || protocol == SCTP || isIcmp(protocol);
    }

    private static boolean isIcmp(int protocol) {
        return protocol == ICMP || protocol == ICMPV6;
    }

    private static int answerType(int protocol, int type) {
        return switch (protocol) {
            case ICMP -> icmpAnswer(type);
            case ICMPV6 -> icmpv6Answer(type);
            default -> -1;
        };
    }

    /** The type of the other direction; -1 if there is none. */
    private static int icmpAnswer(int type) {
        return switch (type) {
            case 0 -> 8;
            case 8 -> 0;
            case 9 -> 10;
            case 10 -> 9;
            case 13 -> 14;
            case 14 -> 13;
            case 15 -> 16;
            case 16 -> 15;
            case 17 -> 18;
            case 18 -> 17;
            default -> -1;
        };
    }

    private static int icmpv6Answer(int type) {
        return switch (type) {
            case 128 -> 129;
            case 129 -> 128;
            case 130 -> 131;
            case 131 -> 130;
            case 133 -> 134;
            case 134 -> 133;
            case 135 -> 136;
            case 136 -> 135;
            case 139 -> 140;
            case 140 -> 139;
            case 144 -> 145;
            case 145 -> 144;
            default -> -1;
        };
    }
}
