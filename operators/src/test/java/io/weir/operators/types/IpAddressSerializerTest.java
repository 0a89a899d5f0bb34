package io.weir.operators.types;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressSerializerTest {

    /** Lies in savepoints: must not change. */
    private static final String VERSION_1 = "01" + "0000000000000000" + "0000ffffc0000201";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "255.255.255.255",
                "::",
                "2001:db8::1",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            })
    void keepsTheContract(String address) {
        SerializerContract.check(IpAddressSerializer.INSTANCE, address(address));
    }

    @Test
    void writesAndReadsTheBytesOfVersion1() {
        assertThat(SerializerContract.hex(IpAddressSerializer.INSTANCE, address("192.0.2.1")))
                .isEqualTo(VERSION_1);
        assertThat(SerializerContract.ofHex(IpAddressSerializer.INSTANCE, VERSION_1))
                .isEqualTo(address("192.0.2.1"));
    }
}
