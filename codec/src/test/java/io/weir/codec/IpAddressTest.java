package io.weir.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IpAddressTest {

    private static final IpAddress IPV4 = IpAddress.ofIpv4(0xfffe_0102L);
    private static final IpAddress IPV6 = new IpAddress(0x20010db8_00000000L, 1);

    @Test
    void holdsIpv4AndItsMappedFormAsOneIdentity() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -2, 1, 2};

        assertThat(IpAddress.ofBytes(mapped)).isEqualTo(IPV4);
        assertThat(IpAddress.ofBytes(new byte[] {-1, -2, 1, 2})).isEqualTo(IPV4);
        assertThat(IPV4.isIpv4()).isTrue();
    }

    @Test
    void takesTheLow32BitsOfAnIpv4Address() {
        assertThat(IpAddress.ofIpv4(0xfffe_0102)).isEqualTo(IPV4);
    }

    @Test
    void doesNotTakeOtherAddressesForIpv4() {
        assertThat(IPV6.isIpv4()).isFalse();
        assertThat(new IpAddress(0, 0).isIpv4()).isFalse();
        assertThat(new IpAddress(0, 1).isIpv4()).isFalse();
        assertThat(new IpAddress(1, 0x0000_ffff_0a00_0001L).isIpv4()).isFalse();
        assertThat(new IpAddress(0, 0x0001_ffff_0a00_0001L).isIpv4()).isFalse();
    }

    @Test
    void givesBackFourBytesOfIpv4AndSixteenOfIpv6() {
        assertThat(IPV4.toBytes()).containsExactly(-1, -2, 1, 2);
        assertThat(IPV6.toBytes())
                .containsExactly(0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void refusesOtherLengths() {
        assertThatThrownBy(() -> IpAddress.ofBytes(new byte[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5");
    }

    @Test
    void ordersByUnsignedValue() {
        assertThat(new IpAddress(-1, 0)).isGreaterThan(new IpAddress(1, -1));
        assertThat(new IpAddress(1, -1)).isLessThan(new IpAddress(-1, 0));
        assertThat(new IpAddress(1, -1)).isGreaterThan(new IpAddress(1, 1));
        assertThat(IPV6).isEqualByComparingTo(new IpAddress(0x20010db8_00000000L, 1));
    }

    @Property
    void readsTheBytesThatItGives(@ForAll @Size(16) byte[] bytes) {
        IpAddress address = IpAddress.ofBytes(bytes);

        assertThat(IpAddress.ofBytes(address.toBytes())).isEqualTo(address);
    }
}
