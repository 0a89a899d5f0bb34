package io.weir.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    private static final AllowList LIST =
            AllowList.of(
                    List.of(
                            "192.0.2.0/24",
                            "10.0.0.0/8",
                            "10.1.0.0/16",
                            "198.51.100.7",
                            "2001:db8:1::/48",
                            "2001:db8:ffff::1/128"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.0",
                "192.0.2.255",
                "10.0.0.0",
                "10.1.2.3",
                "10.200.0.1",
                "10.255.255.255",
                "198.51.100.7",
                "2001:db8:1::",
                "2001:db8:1:ffff:ffff:ffff:ffff:ffff",
                "2001:db8:ffff::1"
            })
    void permitsAddressesWithinAPrefix(String address) throws UnknownHostException {
        assertThat(permits(LIST, address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.1.255",
                "192.0.3.0",
                "9.255.255.255",
                "11.0.0.0",
                "198.51.100.6",
                "198.51.100.8",
                "2001:db8:0:ffff:ffff:ffff:ffff:ffff",
                "2001:db8:2::",
                "2001:db8:ffff::2",
                "::",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            })
    void refusesAddressesOutside(String address) throws UnknownHostException {
        assertThat(permits(LIST, address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0/0, 203.0.113.9, true", "0.0.0.0/0, 2001:db8::1, false"})
    void aPrefixOfIpv4HoldsNoIpv6(String prefix, String address, boolean permitted)
            throws UnknownHostException {
        assertThat(permits(AllowList.of(List.of(prefix)), address)).isEqualTo(permitted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:192.0.2.0/120", "192.0.2.0/24", " 192.0.2.9/24 "})
    void theMappedFormIsTheSamePrefix(String prefix) throws UnknownHostException {
        AllowList list = AllowList.of(List.of(prefix));

        assertThat(permits(list, "192.0.2.1")).isTrue();
        assertThat(permits(list, "192.0.3.1")).isFalse();
    }

    @Test
    void everybodyIsEverybody() throws UnknownHostException {
        assertThat(permits(AllowList.EVERYBODY, "0.0.0.0")).isTrue();
        assertThat(permits(AllowList.EVERYBODY, "255.255.255.255")).isTrue();
        assertThat(permits(AllowList.EVERYBODY, "ffff::ffff")).isTrue();
    }

    @Test
    void anEmptyListPermitsNobody() throws UnknownHostException {
        assertThat(permits(AllowList.of(List.of()), "192.0.2.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "router",
                "192.0.2.0/33",
                "192.0.2",
                "192.0.2.256",
                "2001:db8::/129",
                "::/x",
                "192.0.2.0/-1",
                ":::"
            })
    void namesWhatIsNoPrefix(String text) {
        assertThatThrownBy(() -> AllowList.of(List.of("192.0.2.1", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("192.0.2.0/24");
    }

    private static boolean permits(AllowList list, String address) throws UnknownHostException {
        ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(address).getAddress());
        return bytes.remaining() == Integer.BYTES
                ? list.permits(0, 0xffff_0000_0000L | Integer.toUnsignedLong(bytes.getInt()))
                : list.permits(bytes.getLong(), bytes.getLong());
    }
}
