package io.weir.operators.enrich.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, 192.0.2.7",
        "192.0.2.0/24, 192.0.2.0, 192.0.2.255",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.7",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
        "192.0.2.7-192.0.2.9, 192.0.2.7, 192.0.2.9",
        "192.0.2.7 - 192.0.2.9, 192.0.2.7, 192.0.2.9",
        "2001:db8::/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "::1-::3, ::1, ::3",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "2001:DB8::192.0.2.1, 2001:db8::c000:201, 2001:db8::c000:201",
        "::ffff:10.0.0.0/104, 10.0.0.0, 10.255.255.255",
        "::/80, ::, 255.255.255.255",
    })
    void readsAddressesPrefixesAndRanges(String text, String first, String last) {
        AddressRange range = AddressRange.parse(text);

        assertThat(range.first()).hasToString(first);
        assertThat(range.last()).hasToString(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                "1.2.3",
                "1.2.3.",
                "1.2.3.4.5",
                "1.2.3.256",
                "010.1.2.3",
                "1.2.3.4 ",
                "1..2.3",
                "-1.2.3.4",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "::1%eth0",
                "::1.2.3",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:",
                ":1",
                "\u0661.2.3.4",
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no IPv4 or IPv6 address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/255.0.0.0"})
    void refusesWrongPrefixLengths(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text))
                .hasMessage("'" + text + "' has no prefix length from 0 to 32 behind the slash");
    }

    @Test
    void refusesHostBitsAndNamesBothThatMayBeMeant() {
        assertThatThrownBy(() -> AddressRange.parse("192.0.2.7/24"))
                .hasMessage(
                        "'192.0.2.7/24' has bits set behind its prefix length; write 192.0.2.0/24"
                                + " for the prefix or 192.0.2.7 for the address");
        assertThatThrownBy(() -> AddressRange.parse("2001:db8::1/32"))
                .hasMessageContaining("write 2001:db8::/32 for the prefix or 2001:db8::1 for");
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThatThrownBy(() -> AddressRange.parse("192.0.2.9-192.0.2.7"))
                .hasMessageContaining("ends before it begins");
        assertThatThrownBy(() -> AddressRange.parse("192.0.2.9-2001:db8::"))
                .hasMessageContaining("begins in one version of IP and ends in another");
    }

    @Test
    void cutsARangeIntoItsFewestPrefixes() {
        assertThat(prefixes("192.0.2.7-192.0.2.18"))
                .containsExactly(
                        "192.0.2.7/128", "192.0.2.8/125", "192.0.2.16/127", "192.0.2.18/128");
        assertThat(prefixes("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).containsExactly("::/0");
        assertThat(prefixes("::ffff:ffff:ffff:ffff-0:0:0:1::"))
                .containsExactly("::ffff:ffff:ffff:ffff/128", "0:0:0:1::/128");
    }

    @Property
    void readsEachAddressAsTheJdkDoes(@ForAll @Size(16) byte[] bytes, @ForAll boolean ipv4)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(ipv4 ? Arrays.copyOf(bytes, 4) : bytes);

        IpAddress read = AddressParser.parse(address.getHostAddress());

        assertThat(read).isEqualTo(IpAddress.ofBytes(address.getAddress()));
        assertThat(AddressParser.parse(read.toString())).isEqualTo(read);
    }

    private static List<String> prefixes(String range) {
        List<String> prefixes = new ArrayList<>();
        AddressRange.parse(range)
                .forEachPrefix(
                        (high, low, length) ->
                                prefixes.add(new IpAddress(high, low) + "/" + length));
        return prefixes;
    }
}
