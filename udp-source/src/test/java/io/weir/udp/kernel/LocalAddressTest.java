package io.weir.udp.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,     192.0.2.1,     true",
        "192.0.2.1,     192.0.2.2,     false",
        "192.0.2.1,     0.0.0.0,       true",
        "192.0.2.1,     ::,            true",
        "192.0.2.1,     2001:db8::1,   false",
        "0.0.0.0,       ::,            true",
        "0.0.0.0,       2001:db8::1,   false",
        "2001:db8::1,   ::,            true",
        "2001:db8::1,   2001:db8::1,   true",
        "2001:db8::1,   2001:db8::2,   false",
    })
    void overlapsWhereADatagramCanBeForBoth(String one, String other, boolean overlap)
            throws IOException {
        assertThat(address(one, 2055).overlaps(address(other, 2055))).isEqualTo(overlap);
        assertThat(address(other, 2055).overlaps(address(one, 2055))).isEqualTo(overlap);
        assertThat(address(one, 2055).overlaps(address(other, 2056))).isFalse();
    }

    @Test
    void readsAsAddressAndPort() throws IOException {
        assertThat(address("192.0.2.1", 2055)).hasToString("192.0.2.1 port 2055");
    }

    private static LocalAddress address(String literal, int port) throws IOException {
        return LocalAddress.of(new InetSocketAddress(InetAddress.getByName(literal), port));
    }
}
