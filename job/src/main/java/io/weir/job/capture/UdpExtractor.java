package io.weir.job.capture;

import static io.weir.job.capture.PacketBytes.int32;
import static io.weir.job.capture.PacketBytes.int64;
import static io.weir.job.capture.PacketBytes.uint16;
import static io.weir.job.capture.PacketBytes.uint8;

import io.weir.codec.IpAddress;
import io.weir.udp.Datagram;
import java.util.Arrays;

/**
 * Takes UDP datagrams (RFC 768) out of captured IPv4 (RFC 791) and IPv6 (RFC 8200) packets,
 * fragmented ones included. Checksums are not verified: hosts that leave them to the network card
 * capture wrong ones.
 */
final class UdpExtractor {

    private static final int IPV4_HEADER = 20;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    private static final int IPV6_HEADER = 40;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int FRAGMENT_HEADER = 8;

    private static final int MAX_UDP_LENGTH = 65_535;

    private final PacketCounters counters;
    private final FragmentReassembler fragments;

    private CapturedPacket packet;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;

    UdpExtractor(PacketCounters counters) {
        this.counters = counters;
        this.fragments = new FragmentReassembler(counters);
    }

    /** The datagram that this packet holds or completes; null, and counted, if there is none. */
    CapturedDatagram extract(CapturedPacket captured) {
        packet = captured;
        int at = LinkLayer.ipOffset(captured);
        if (at == LinkLayer.NOT_IP) {
            return skip(SkipReason.NOT_IP);
        }
        if (at == LinkLayer.UNKNOWN_LINK_TYPE) {
            return skip(SkipReason.UNKNOWN_LINK_TYPE);
        }
        if (at >= captured.length) {
            return skipIncomplete();
        }
        return switch (uint8(captured.bytes, at) >>> 4) {
            case 4 -> fromIpv4(at);
            case 6 -> fromIpv6(at);
            default -> skip(SkipReason.NOT_IP);
        };
    }

    /** Counts the fragments that are left; no packet follows. */
    void end() {
        fragments.end();
    }

    private CapturedDatagram fromIpv4(int at) {
        byte[] bytes = packet.bytes;
        int headerLength = 4 * (bytes[at] & 0xf);
        if (at + Math.max(headerLength, IPV4_HEADER) > packet.length) {
            return skipIncomplete();
        }
        int totalLength = uint16(bytes, at + 2);
        int protocol = uint8(bytes, at + 9);
        if (headerLength < IPV4_HEADER || (totalLength != 0 && totalLength < headerLength)) {
            return skip(SkipReason.MALFORMED);
        }
        if (protocol != IpFrame.UDP) {
            return skip(SkipReason.NOT_UDP);
        }
        sourceHigh = 0;
        sourceLow = IpAddress.mappedIpv4(int32(bytes, at + 12));
        destinationHigh = 0;
        destinationLow = IpAddress.mappedIpv4(int32(bytes, at + 16));
        int end = endOf(at, totalLength);
        int fragment = uint16(bytes, at + 6);
        if ((fragment & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) == 0) {
            return fromUdp(bytes, at + headerLength, end);
        }
        return fromFragment(
                protocol,
                uint16(bytes, at + 4),
                8 * (fragment & FRAGMENT_OFFSET),
                (fragment & MORE_FRAGMENTS) == 0,
                at + headerLength,
                end);
    }

    private CapturedDatagram fromIpv6(int at) {
        byte[] bytes = packet.bytes;
        if (at + IPV6_HEADER > packet.length) {
            return skipIncomplete();
        }
        int payloadLength = uint16(bytes, at + 4);
        sourceHigh = int64(bytes, at + 8);
        sourceLow = int64(bytes, at + 16);
        destinationHigh = int64(bytes, at + 24);
        destinationLow = int64(bytes, at + 32);
        int end = endOf(at, payloadLength == 0 ? 0 : IPV6_HEADER + payloadLength);
        return fromPayload(uint8(bytes, at + 6), bytes, at + IPV6_HEADER, end);
    }

    /** A length of zero stands for "as captured": jumbograms and segmentation offload have it. */
    private int endOf(int at, int ipLength) {
        return ipLength == 0 ? packet.length : at + ipLength;
    }

    /** Walks the extension headers of IPv6 to the UDP header. */
    private CapturedDatagram fromPayload(int nextHeader, byte[] bytes, int start, int end) {
        int next = nextHeader;
        int at = start;
        while (next != IpFrame.UDP) {
            if (!isExtensionHeader(next)) {
                return skip(SkipReason.NOT_UDP);
            }
            if (at + FRAGMENT_HEADER > end) {
                return skip(SkipReason.MALFORMED);
            }
            if (at + FRAGMENT_HEADER > available(bytes)) {
                return skipIncomplete();
            }
            int following = uint8(bytes, at);
            int fragment = uint16(bytes, at + 2);
            if (next == FRAGMENT && (fragment & 0xfff9) != 0) {
                if (bytes != packet.bytes) {
                    return skip(SkipReason.MALFORMED);
                }
                return fromFragment(
                        following,
                        int32(bytes, at + 4),
                        fragment & 0xfff8,
                        (fragment & 1) == 0,
                        at + FRAGMENT_HEADER,
                        end);
            }
            at += extensionLength(next, uint8(bytes, at + 1));
            next = following;
        }
        return fromUdp(bytes, at, end);
    }

    private static boolean isExtensionHeader(int next) {
        return switch (next) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION_OPTIONS -> true;
            default -> false;
        };
    }

    private static int extensionLength(int header, int lengthField) {
        return switch (header) {
            case FRAGMENT -> FRAGMENT_HEADER;
            case AUTHENTICATION -> 4 * (lengthField + 2);
            default -> 8 * (lengthField + 1);
        };
    }

    private CapturedDatagram fromFragment(
            int protocol, int identification, int offset, boolean isLast, int at, int end) {
        if (protocol != IpFrame.UDP && !isExtensionHeader(protocol)) {
            return skip(SkipReason.NOT_UDP);
        }
        if (end > packet.length || at > end) {
            return skipIncomplete();
        }
        FragmentKey key =
                new FragmentKey(
                        sourceHigh,
                        sourceLow,
                        destinationHigh,
                        destinationLow,
                        protocol,
                        identification);
        byte[] whole =
                fragments.add(
                        key, packet.epochMillis(), offset, isLast, packet.bytes, at, end - at);
        return whole == null ? null : fromPayload(protocol, whole, 0, whole.length);
    }

    private CapturedDatagram fromUdp(byte[] bytes, int at, int end) {
        if (at + IpFrame.UDP_HEADER > end) {
            return skip(SkipReason.MALFORMED);
        }
        if (at + IpFrame.UDP_HEADER > available(bytes)) {
            return skipIncomplete();
        }
        int lengthField = uint16(bytes, at + 4);
        int length = lengthField == 0 ? end - at : lengthField;
        if (length < IpFrame.UDP_HEADER || length > MAX_UDP_LENGTH || at + length > end) {
            return skip(SkipReason.MALFORMED);
        }
        if (at + length > available(bytes)) {
            return skipIncomplete();
        }
        counters.countDatagram();
        Datagram datagram =
                new Datagram(
                        packet.epochMillis(),
                        sourceHigh,
                        sourceLow,
                        uint16(bytes, at),
                        Arrays.copyOfRange(bytes, at + IpFrame.UDP_HEADER, at + length));
        return new CapturedDatagram(packet.epochMicros, datagram, uint16(bytes, at + 2));
    }

    private int available(byte[] bytes) {
        return bytes == packet.bytes ? packet.length : bytes.length;
    }

    private CapturedDatagram skipIncomplete() {
        return skip(packet.snapped ? SkipReason.TRUNCATED : SkipReason.MALFORMED);
    }

    private CapturedDatagram skip(SkipReason reason) {
        counters.countSkipped(reason, 1);
        return null;
    }
}
