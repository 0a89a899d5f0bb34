package io.weir.tcp.reader;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The other end of a connection, in the form of a {@link io.weir.udp.Datagram}.
 *
 * @param high first half of the address
 * @param low second half of the address; IPv4 is IPv4-mapped
 * @param port 0 to 65535
 */
record Sender(long high, long low, int port) {

    private static final long IPV4_MAPPED = 0x0000_ffff_0000_0000L;

    static Sender of(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        ByteBuffer bytes = ByteBuffer.wrap(host.getAddress());
        return bytes.remaining() == Integer.BYTES
                ? new Sender(
                        0, IPV4_MAPPED | Integer.toUnsignedLong(bytes.getInt()), address.getPort())
                : new Sender(bytes.getLong(), bytes.getLong(), address.getPort());
    }
}
