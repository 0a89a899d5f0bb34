package io.weir.operators.enrich.threat;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.prefix.AddressRange;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Many ranges of addresses in little memory: 8 bytes for one of IPv4, 32 for one of IPv6. They are
 * kept as long as a feed is in use, since a change of any feed makes a new table of all.
 */
public final class AddressList {

    private int[] ipv4 = new int[16];
    private int ipv4Length;
    private long[] ipv6 = new long[16];
    private int ipv6Length;

    void add(AddressRange range) {
        if (range.isIpv4()) {
            ipv4 = ipv4Length == ipv4.length ? Arrays.copyOf(ipv4, 2 * ipv4Length) : ipv4;
            ipv4[ipv4Length++] = (int) range.first().low();
            ipv4[ipv4Length++] = (int) range.last().low();
        } else {
            ipv6 = ipv6Length == ipv6.length ? Arrays.copyOf(ipv6, 2 * ipv6Length) : ipv6;
            ipv6[ipv6Length++] = range.first().high();
            ipv6[ipv6Length++] = range.first().low();
            ipv6[ipv6Length++] = range.last().high();
            ipv6[ipv6Length++] = range.last().low();
        }
    }

    /** How many ranges there are. */
    public int size() {
        return ipv4Length / 2 + ipv6Length / 4;
    }

    void forEach(Consumer<AddressRange> consumer) {
        for (int i = 0; i < ipv4Length; i += 2) {
            consumer.accept(
                    new AddressRange(IpAddress.ofIpv4(ipv4[i]), IpAddress.ofIpv4(ipv4[i + 1])));
        }
        for (int i = 0; i < ipv6Length; i += 4) {
            consumer.accept(
                    new AddressRange(
                            new IpAddress(ipv6[i], ipv6[i + 1]),
                            new IpAddress(ipv6[i + 2], ipv6[i + 3])));
        }
    }
}
