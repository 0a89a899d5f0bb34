package io.weir.udp.kernel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.apache.flink.annotation.Internal;

/**
 * What a socket is bound to. An IPv4 address is IPv4-mapped.
 *
 * @param high first half of the address
 * @param low second half of the address
 * @param port 0 to 65535
 */
@Internal
public record LocalAddress(long high, long low, int port) {

    private static final long IPV4_MAPPED = 0x0000_ffff_0000_0000L;

    private static final long IPV4_MASK = 0xffff_ffffL;

    public static LocalAddress of(InetSocketAddress address) {
        return of(address.getAddress().getAddress(), address.getPort());
    }

    static LocalAddress of(byte[] address, int port) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        return bytes.remaining() == Integer.BYTES
                ? new LocalAddress(0, IPV4_MAPPED | Integer.toUnsignedLong(bytes.getInt()), port)
                : new LocalAddress(bytes.getLong(), bytes.getLong(), port);
    }

    /**
     * Whether a datagram can be for both. The IPv6 wildcard is taken for that of IPv4, too: the
     * kernel's table does not show which one is for IPv6 only.
     */
    public boolean overlaps(LocalAddress other) {
        return port == other.port && (covers(other) || other.covers(this));
    }

    private boolean covers(LocalAddress other) {
        boolean isSame = high == other.high && low == other.low;
        boolean isAny = high == 0 && low == 0;
        boolean isAnyIpv4 = high == 0 && low == IPV4_MAPPED;
        return isSame || isAny || (isAnyIpv4 && other.isIpv4());
    }

    private boolean isIpv4() {
        return high == 0 && (low & ~IPV4_MASK) == IPV4_MAPPED;
    }

    /** As in {@code 127.0.0.1 port 2055}. */
    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + " port " + port;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an IPv6 address", e);
        }
    }
}
