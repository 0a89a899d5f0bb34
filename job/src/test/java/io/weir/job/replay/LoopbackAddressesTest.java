package io.weir.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import org.junit.jupiter.api.Test;

class LoopbackAddressesTest {

    private final LoopbackAddresses addresses = new LoopbackAddresses();

    @Test
    void keepsTheLastThreeNumbers() {
        assertThat(addresses.of(ipv4(10, 1, 2, 3))).isEqualTo(ipv4(127, 1, 2, 3));
        assertThat(addresses.of(ipv4(127, 0, 0, 1))).isEqualTo(ipv4(127, 0, 0, 1));
        assertThat(addresses.of(new IpAddress(0x2001_0db8L << 32, 0x1_0004_0506L)))
                .isEqualTo(ipv4(127, 4, 5, 6));
    }

    @Test
    void givesEachExporterOneOfItsOwnAndKeepsIt() {
        assertThat(addresses.of(ipv4(10, 1, 2, 3))).isEqualTo(ipv4(127, 1, 2, 3));
        assertThat(addresses.of(ipv4(11, 1, 2, 3))).isEqualTo(ipv4(127, 1, 2, 4));
        assertThat(addresses.of(ipv4(10, 1, 2, 4))).isEqualTo(ipv4(127, 1, 2, 5));
        assertThat(addresses.of(ipv4(11, 1, 2, 3))).isEqualTo(ipv4(127, 1, 2, 4));
    }

    @Test
    void leavesOutTheNetworkAndItsBroadcastAddress() {
        assertThat(addresses.of(ipv4(10, 255, 255, 255))).isEqualTo(ipv4(127, 0, 0, 1));
        assertThat(addresses.of(ipv4(10, 0, 0, 0))).isEqualTo(ipv4(127, 0, 0, 2));
    }

    private static IpAddress ipv4(int a, int b, int c, int d) {
        return IpAddress.ofIpv4((long) a << 24 | b << 16 | c << 8 | d);
    }
}
