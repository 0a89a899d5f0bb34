package io.weir.job.capture;

/** Reads numbers in network order out of packets; the caller has checked the bounds. */
final class PacketBytes {

    private PacketBytes() {}

    static int uint8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    static int uint16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    static int int32(byte[] bytes, int at) {
        return uint16(bytes, at) << 16 | uint16(bytes, at + 2);
    }

    static long int64(byte[] bytes, int at) {
        return (long) int32(bytes, at) << 32 | Integer.toUnsignedLong(int32(bytes, at + 4));
    }
}
