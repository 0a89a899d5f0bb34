package io.weir.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "1.2.3.4",
                "10.0.0.100",
                "99.100.109.110",
                "192.0.2.1",
                "255.255.255.255"
            })
    void writesIpv4AsDottedQuad(String text) throws UnknownHostException {
        assertThat(address(text).toString()).isEqualTo(text);
    }

    /** The rules of RFC 5952 §4, each with its example. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1", // §4.1 leading zeros
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1", // §4.2.1 as short as possible
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", // §4.2.2 one group only
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", // §4.2.3 the longest run
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", // §4.2.3 the first of equal runs
        "2001:DB8::AbCd, 2001:db8::abcd", // §4.3 lower case
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
        "0:2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "0:0:0:4:0:0:0:0, 0:0:0:4::",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::fffe:192.0.2.1, ::fffe:c000:201",
        "::192.0.2.1, ::c000:201"
    })
    void writesIpv6AsInRfc5952(String address, String text) throws UnknownHostException {
        assertThat(address(address).toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::"})
    void writesIntoTheBufferOfTheCaller(String text) throws UnknownHostException {
        IpAddress address = address(text);
        char[] buffer = new char[3 + AddressText.MAX_LENGTH];

        int end = AddressText.write(address.high(), address.low(), buffer, 3);

        assertThat(new String(buffer, 3, end - 3)).isEqualTo(text);
        assertThat(buffer[2]).isEqualTo('\0');
    }

    @Property
    void writesWhatOthersReadAsTheSameAddress(
            @ForAll("halves") long high, @ForAll("halves") long low) throws UnknownHostException {
        String text = AddressText.of(high, low);

        assertThat(text.length()).isLessThanOrEqualTo(AddressText.MAX_LENGTH);
        assertThat(address(text)).isEqualTo(new IpAddress(high, low));
    }

    @Property
    void writesIpv4ThatOthersReadAsTheSameAddress(@ForAll int ipv4) throws UnknownHostException {
        IpAddress address = IpAddress.ofIpv4(ipv4);

        assertThat(address(address.toString())).isEqualTo(address);
    }

    /** Halves with runs of zero groups. */
    @Provide
    Arbitrary<Long> halves() {
        Arbitrary<Long> masks =
                Arbitraries.of(
                        0L, 0xffffL, 0xffff_0000L, 0xffff_0000_0000_ffffL, 0xffff_0000_ffffL, -1L);
        return masks.flatMap(mask -> Arbitraries.longs().map(bits -> bits & mask));
    }

    private static IpAddress address(String text) throws UnknownHostException {
        return IpAddress.ofBytes(InetAddress.getByName(text).getAddress());
    }
}
